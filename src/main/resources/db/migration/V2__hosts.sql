-- Hosts of ssh repositories with the key, as a line of known_hosts, that somebody trusts.
create table hosts (
    host text primary key,
    line text not null,
    user_id bigint not null references users (id),
    created_at bigint not null
);
