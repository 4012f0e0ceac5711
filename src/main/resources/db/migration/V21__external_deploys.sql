-- Whether a deploy is external: its command runs on the machine of whoever requested it. Then, where that is, once it runs
-- there, and since when nothing was heard from there; null while something is.
alter table deploys add column external integer not null default 0 check (external in (0, 1));
alter table deploys add column driver text;
alter table deploys add column silent_since bigint;
create index running_external on deploys (id) where external = 1 and state = 'running';

-- The drivers of external deploys: what runs their commands, and sends their output.
create table drivers (
    deploy_id bigint primary key references deploys (id) on delete cascade,
    -- A hash of the secret by which the driver is recognised.
    key_hash text not null,
    -- The first byte of the output that is not stored yet.
    raw_read bigint not null,
    -- Raised whenever something is heard of it.
    beat bigint not null,
    -- How the command ended; null until the driver has said so.
    exit_code integer
);
