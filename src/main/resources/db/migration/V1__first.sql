-- Times are epoch milliseconds. Names and limits are checked where they come in; what must hold among rows is checked here.

create table users (
    id ${id},
    name text not null unique,
    created_at bigint not null
);

create table tokens (
    id ${id},
    user_id bigint not null references users (id) on delete cascade,
    name text not null,
    hash text not null unique,
    created_at bigint not null
);

create table nodes (
    id text primary key,
    epoch bigint not null,
    max_running integer not null,
    started_at bigint not null
);

-- Raised by every change of what can hold a deploy back; a claim counts only if it was not raised since the gates were asked.
create table gates (
    id integer primary key check (id = 1),
    version bigint not null
);

-- Events are numbered by this row, which a transaction updates last: the order of numbers is the order of commits.
create table event_counter (
    id integer primary key check (id = 1),
    seq bigint not null
);

create table events (
    seq bigint primary key,
    at bigint not null,
    kind text not null,
    app_id bigint,
    environment text,
    deploy_id bigint,
    user_id bigint,
    data text not null
);

create table apps (
    id ${id},
    name text not null unique,
    version integer not null,
    of_file integer not null check (of_file in (0, 1)),
    retired_at bigint,
    created_at bigint not null
);

create table app_versions (
    app_id bigint not null references apps (id) on delete cascade,
    version integer not null,
    config text not null,
    user_id bigint references users (id),
    created_at bigint not null,
    primary key (app_id, version)
);

create table locks (
    id ${id},
    app_id bigint not null unique references apps (id) on delete cascade,
    reason text not null,
    user_id bigint not null references users (id),
    created_at bigint not null
);

create table lanes (
    app_id bigint not null references apps (id) on delete cascade,
    environment text not null,
    last_number integer not null,
    primary key (app_id, environment)
);

create table deploys (
    id ${id},
    app_id bigint not null,
    environment text not null,
    number integer not null,
    task text not null,
    ref text not null,
    question text not null,
    sha text,
    unresolved text,
    previous_sha text,
    user_id bigint not null references users (id),
    caller_id bigint not null references users (id),
    door text not null,
    forced integer not null check (forced in (0, 1)),
    rank integer not null,
    reason text,
    params text not null,
    app_version integer not null,
    message text,
    state text not null check (state in ('pending', 'running', 'finished')),
    outcome text check (outcome in ('succeeded', 'failed', 'timed_out', 'cancelled', 'interrupted', 'superseded')),
    ending_as text check (ending_as in ('cancelled')),
    created_at bigint not null,
    node_id text references nodes (id),
    started_at bigint,
    finished_at bigint,
    version integer not null,
    unique (app_id, environment, number),
    foreign key (app_id, environment) references lanes (app_id, environment) on delete cascade,
    foreign key (app_id, app_version) references app_versions (app_id, version),
    check ((state = 'finished') = (outcome is not null)),
    check ((state = 'finished') = (finished_at is not null)),
    check (state <> 'running' or (node_id is not null and started_at is not null and sha is not null)),
    check (state <> 'pending' or (node_id is null and ending_as is null))
);

-- At most one deploy runs in a lane, on any number of nodes.
create unique index one_running_per_lane on deploys (app_id, environment) where state = 'running';
create index pending_by_turn on deploys (app_id, environment, rank, id) where state = 'pending';
create index running_by_node on deploys (node_id) where state = 'running';
create index live on deploys (app_id, environment, number desc) where state = 'finished' and outcome = 'succeeded';

create table runs (
    id text primary key,
    deploy_id bigint not null references deploys (id) on delete cascade,
    step text not null,
    node_id text not null references nodes (id),
    epoch bigint not null,
    phase text not null check (phase in ('preparing', 'starting', 'ended')),
    raw_read bigint not null,
    result text,
    unique (deploy_id, step)
);

create table logs (
    deploy_id bigint primary key references deploys (id) on delete cascade,
    stored_end bigint not null,
    complete integer not null check (complete in (0, 1))
);

create table log_chunks (
    deploy_id bigint not null references deploys (id) on delete cascade,
    start_at bigint not null,
    origin text not null check (origin in ('command', 'waybill')),
    step text,
    bytes ${bytes} not null,
    at bigint not null,
    primary key (deploy_id, start_at)
);

insert into gates (id, version) values (1, 0);
insert into event_counter (id, seq) values (1, 0);
