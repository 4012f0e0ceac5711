-- What the systems to which environments are deployed have live, as they say themselves.
create table sightings (
    app_id bigint not null references apps (id) on delete cascade,
    environment text not null,
    -- What was asked; another one may have another system.
    provider text not null,
    -- When that system last told; null if it never has.
    seen_at bigint,
    -- Why it did not tell the last time; null if it did.
    complaint text,
    next_at bigint not null,
    -- What is live there; null if nothing is.
    release_name text,
    sha text,
    since bigint,
    by_user text,
    address text,
    -- The deploy that was recorded as live when another commit than its own was seen, and when that was first; null if they agree.
    drift_deploy_id bigint,
    drift_sha text,
    drift_at bigint,
    -- Who knows about it; null if nobody has said so.
    acknowledged_by text,
    acknowledged_at bigint,
    primary key (app_id, environment)
);
