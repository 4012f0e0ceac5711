-- Servers that share a database: which of them are alive, which start nothing, which were declared gone.
alter table nodes add column name text not null default '';
alter table nodes add column machine text;
alter table nodes add column beat bigint not null default 0;
alter table nodes add column draining integer not null default 0;
alter table nodes add column forgotten_at bigint;

-- How many deploys of a pool may run at once, on all nodes together. A claim locks the row of its pool, so that counts are true.
create table pools (
    name text primary key,
    max_running integer not null,
    version bigint not null
);

alter table deploys add column pool text;
alter table deploys add column killed integer not null default 0;
alter table deploys add column retry_of bigint;
create index running_by_pool on deploys (pool) where state = 'running';
