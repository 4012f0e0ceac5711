-- Apps that accept deployments which others create at their code hosts, while they do.
create table incoming_watches (
    app_id bigint primary key references apps (id) on delete cascade,
    -- The page of the repository there, because an app can move.
    repository text not null,
    -- Older deployments are left alone.
    since bigint not null,
    -- All up to this one were looked at.
    newest bigint not null default 0,
    -- How often somebody has asked for a look, and how many of these requests the last look has answered.
    asked bigint not null default 0,
    answered bigint not null default 0,
    seen_at bigint,
    changed_at bigint not null,
    -- Why the last look has failed; null if it has not.
    trouble text
);

-- What became of these deployments.
create table incoming_deployments (
    app_id bigint not null references apps (id) on delete cascade,
    repository text not null,
    deployment bigint not null,
    creator text not null,
    environment text not null,
    task text not null,
    ref text not null,
    -- Whether the app answers for it: it was started, or refused. Others are left to other systems.
    taken integer not null,
    deploy_id bigint references deploys (id) on delete cascade,
    -- Why there is no deploy.
    reason text,
    -- What the code host is to be told; null once it was.
    answer text check (answer in ('failure', 'error')),
    noted_at bigint not null,
    primary key (app_id, repository, deployment),
    check ((deploy_id is null) = (reason is not null)),
    check (taken = 1 or deploy_id is null and answer is null)
);
-- Of several apps of a repository, one takes a deployment.
create unique index incoming_taken on incoming_deployments (repository, deployment) where taken = 1;
create index incoming_unanswered on incoming_deployments (app_id) where answer is not null;
create index incoming_of_deploy on incoming_deployments (deploy_id);
create index incoming_by_time on incoming_deployments (noted_at);

create index registrations_by_deployment on registrations (deployment);
