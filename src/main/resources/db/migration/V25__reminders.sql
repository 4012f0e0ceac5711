-- What people were reminded of, until it is over.
create table reminders (
    app_id bigint not null references apps (id) on delete cascade,
    environment text not null,
    kind text not null check (kind in ('waiting', 'slow', 'paused')),
    -- The number of the deploy, or what tells the pause from others.
    subject bigint not null,
    primary key (app_id, environment, kind, subject)
);
