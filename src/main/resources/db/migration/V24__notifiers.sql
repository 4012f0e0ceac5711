-- What a notifier remembers about something that it tells, such as the message in a chat that it edits.
create table notifier_memories (
    -- As in deliveries.
    target text not null,
    subject text not null,
    memory text not null,
    changed_at bigint not null,
    primary key (target, subject)
);
create index notifier_memories_by_time on notifier_memories (changed_at);
