-- Workspaces of ended deploys that are kept on the disk of a node. No foreign keys: the node removes the directory, then the row.
create table workspaces (
    node_id text not null,
    name text not null,
    deploy_id bigint not null,
    app_id bigint not null,
    environment text not null,
    kind text not null check (kind in ('warm', 'failed')),
    kept_at bigint not null,
    leaving integer not null default 0,
    primary key (node_id, name)
);
