-- What went live in a lane, in the order in which it did: deploys start by rank, so their numbers do not tell.
alter table lanes add column last_live integer not null default 0;
alter table deploys add column live_number integer;
update deploys set live_number = number where state = 'finished' and outcome = 'succeeded';
update lanes set last_live = coalesce((
    select max(d.live_number) from deploys d where d.app_id = lanes.app_id and d.environment = lanes.environment), 0);
drop index live;
create unique index live on deploys (app_id, environment, live_number desc) where live_number is not null;
create index by_sha on deploys (sha);

-- The newer deploy because of which this one did not start.
alter table deploys add column superseded_by bigint;
-- A deploy that waited under a lock may still be stopped until then, although the lock is gone.
alter table deploys add column grace_until bigint;

-- Who keeps what to themselves. Without an app: in all apps; without an environment: in all environments.
create table new_locks (
    id ${id},
    app_id bigint references apps (id) on delete cascade,
    environment text,
    kind text not null check (kind in ('hard', 'automation', 'warning')),
    reason text not null,
    user_id bigint not null references users (id),
    created_at bigint not null,
    expires_at bigint,
    reminded integer not null default 0 check (reminded in (0, 1))
);
insert into new_locks (app_id, kind, reason, user_id, created_at)
    select app_id, 'hard', reason, user_id, created_at from locks order by id;
drop table locks;
alter table new_locks rename to locks;
create unique index one_lock_per_scope on locks (coalesce(app_id, 0), coalesce(environment, ''));
create index locks_by_expiry on locks (expires_at) where expires_at is not null;

-- What people say of a version in an environment after it was deployed; the newest counts. A faulty one is quarantined.
create table judgements (
    id ${id},
    app_id bigint not null references apps (id) on delete cascade,
    environment text not null,
    sha text not null,
    verdict text not null check (verdict in ('good', 'faulty')),
    cause text not null check (cause in ('judged', 'rollback')),
    reason text,
    deploy_id bigint not null references deploys (id) on delete cascade,
    user_id bigint not null references users (id),
    created_at bigint not null
);
create index judgements_of_version on judgements (app_id, environment, sha, id);

-- What git says of two commits. Since a sha names all of its history, it is so for ever. Without counts: one of them is gone.
create table kinships (
    base text not null,
    target text not null,
    ahead integer,
    behind integer,
    primary key (base, target)
);

-- Whether a commit contains one that reverts or fixes a bad one.
create table remedies (
    bad text not null,
    target text not null,
    mended integer not null check (mended in (0, 1)),
    primary key (bad, target)
);
