-- The apps that users want to see first.
create table stars (
    user_id bigint not null references users (id) on delete cascade,
    app_id bigint not null references apps (id) on delete cascade,
    primary key (user_id, app_id)
);
