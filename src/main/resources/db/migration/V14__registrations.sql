-- Deploys as their code host knows them.
create table registrations (
    deploy_id bigint primary key references deploys (id) on delete cascade,
    host text not null,
    repository text not null,
    deployment bigint,
    state text check (state in ('queued', 'in_progress', 'success', 'failure', 'error', 'inactive')),
    complaint text,
    changed_at bigint not null,
    check (state is null or deployment is not null)
);
create index registrations_live on registrations (deploy_id) where state = 'success';
