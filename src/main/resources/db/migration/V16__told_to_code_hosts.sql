-- What the code host of an app shows about a commit in an environment.
create table commit_statuses (
    app_id bigint not null references apps (id) on delete cascade,
    environment text not null,
    sha text not null,
    state text not null check (state in ('pending', 'passed', 'failed')),
    description text not null,
    times integer not null,
    changed_at bigint not null,
    primary key (app_id, environment, sha)
);
