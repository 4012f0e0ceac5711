-- Where commits come from, as the code host of their app said: by the page of the repository there, because an app can move.
create table origins (
    app_id bigint not null references apps (id) on delete cascade,
    repository text not null,
    sha text not null,
    author text,
    pull_requests text not null,
    first_asked_at bigint not null,
    asked_at bigint not null,
    primary key (app_id, repository, sha)
);
