-- What Slack has sent, for a day, because it can send the same again, also to another server.
create table slack_messages (
    key text not null primary key,
    received_at bigint not null
);

create index slack_messages_by_time on slack_messages (received_at);
