-- What the code host of an app shows about a commit in an environment.
create table commit_statuses (
    app_id bigint not null references apps (id) on delete cascade,
    environment text not null,
    sha text not null,
    state text not null check (state in ('pending', 'passed', 'failed')),
    description text not null,
    context text not null,
    times integer not null,
    changed_at bigint not null,
    primary key (app_id, environment, sha)
);

-- The pull requests on which deploys to an environment were announced; without a time, those that take no comment.
create table pull_request_comments (
    app_id bigint not null references apps (id) on delete cascade,
    environment text not null,
    repository text not null,
    number integer not null,
    added_at bigint,
    primary key (app_id, environment, repository, number)
);
create index pull_request_comments_by_time on pull_request_comments (added_at);

-- The targets of deliveries name apps by their ids, which a new name does not change.
update deliveries set target = 'github #' || cast(app_id as text)
where courier = 'deployments' and target like 'github %' and app_id is not null;
update deliveries set target = 'gitea #' || cast(app_id as text)
where courier = 'deployments' and target like 'gitea %' and app_id is not null;
