-- Automatic deploys of an environment, from the first time that they were configured.
create table automations (
    app_id bigint not null references apps (id) on delete cascade,
    environment text not null,
    mode text not null check (mode in ('on', 'off', 'paused')),
    -- Who has set the mode, and why; null if nobody has.
    by_user text,
    reason text,
    since bigint not null,
    -- Failed deploys and rollbacks up to this number pause nothing any more.
    resumed_number integer not null,
    -- The last of them of which people were told that it pauses automatic deploys.
    told_number integer not null,
    -- The last time of the schedule that was dealt with.
    fired_at bigint not null,
    primary key (app_id, environment)
);

create index deploys_setbacks on deploys (app_id, environment, number)
    where started_at is not null and (rank = 0 or outcome in ('failed', 'timed_out', 'interrupted'));
create index deploys_automatic on deploys (app_id, environment, number) where door = 'automation';
