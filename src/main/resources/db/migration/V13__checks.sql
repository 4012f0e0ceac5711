-- The version of an app's configuration that is known to have no checks. A later version may have some, also if a server wrote
-- it that does not know this column.
alter table apps add column without_checks integer;
update apps set without_checks = version where exists (
    select 1 from app_versions v
    where v.app_id = apps.id and v.version = apps.version
        and v.config not like '%"checks":[{%' and v.config not like '%"via":"%');

-- What each check of an app last said about a commit. A check with other settings is another one.
create table checks (
    app_id bigint not null references apps (id) on delete cascade,
    sha text not null,
    check_key text not null,
    state text not null check (state in ('unasked', 'passed', 'pending', 'missing', 'failed', 'unreadable')),
    since bigint not null,
    worst text,
    passed integer not null default 0,
    total integer not null default 0,
    results text,
    trouble text,
    asked_at bigint,
    next_at bigint not null,
    wait_millis bigint not null default 0,
    asker text,
    busy_until bigint not null default 0,
    not_before bigint,
    primary key (app_id, sha, check_key)
);
create index checks_by_age on checks (next_at);
