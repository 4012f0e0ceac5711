-- How far each consumer of events has come: what it makes of them is committed with its move.
create table event_cursors (
    name text primary key,
    seq bigint not null
);
insert into event_cursors (name, seq) select 'deliveries', seq from event_counter;

-- Work that one server does for all; a later start of the same server has a higher epoch.
create table leases (
    name text primary key,
    node_id text not null,
    epoch bigint not null
);

-- What other systems are told about an event. Of one subject at one target, only the oldest open one is pending or being sent.
create table deliveries (
    id ${id},
    event_seq bigint not null,
    courier text not null,
    target text not null,
    subject text not null,
    app_id bigint,
    environment text,
    state text not null check (state in ('waiting', 'pending', 'sending', 'delivered', 'dead')),
    attempts integer not null,
    due_at bigint not null,
    created_at bigint not null,
    expires_at bigint not null,
    ended_at bigint,
    check ((ended_at is null) = (state in ('waiting', 'pending', 'sending'))),
    unique (event_seq, target)
);
create unique index deliveries_first on deliveries (target, subject) where state in ('pending', 'sending');
create index deliveries_due on deliveries (target, due_at, id) where state = 'pending';
create index deliveries_open on deliveries (target, subject, id) where state in ('waiting', 'pending', 'sending');
create index deliveries_sending on deliveries (id) where state = 'sending';
create index deliveries_expiring on deliveries (expires_at) where state in ('waiting', 'pending');
create index deliveries_dead on deliveries (id) where state = 'dead';
create index deliveries_ended on deliveries (ended_at) where ended_at is not null;
create index deliveries_of_app on deliveries (app_id, id);

create table delivery_attempts (
    delivery_id bigint not null references deliveries (id) on delete cascade,
    number integer not null,
    at bigint not null,
    took_millis bigint not null,
    result text not null,
    request text not null,
    answer text not null,
    primary key (delivery_id, number)
);
