-- What a token lets its user do, and where. Those from before this are admin tokens. Lists have a space between; null means all.
alter table tokens add column rights text not null
    default 'admin approve configure deploy force impersonate lock override read';
alter table tokens add column apps text;
alter table tokens add column environments text;
alter table tokens add column expires_at bigint;
alter table tokens add column last_used_at bigint;
alter table tokens add column deploy_id bigint references deploys (id) on delete cascade;
create index tokens_of_deploy on tokens (deploy_id) where deploy_id is not null;

-- Browsers that somebody signed in with a token. What ends the token ends them.
create table sessions (
    hash text primary key,
    token_id bigint not null references tokens (id) on delete cascade,
    created_at bigint not null,
    used_at bigint not null
);
create index sessions_of_token on sessions (token_id);

-- Links that sign a browser in, once.
create table login_links (
    hash text primary key,
    token_id bigint not null references tokens (id) on delete cascade,
    expires_at bigint not null
);
create index login_links_of_token on login_links (token_id);

-- The deploy that a request with this key made, so that the same request makes no second one.
create table idempotency_keys (
    user_id bigint not null references users (id) on delete cascade,
    idempotency_key text not null,
    request text not null,
    deploy_id bigint not null references deploys (id) on delete cascade,
    created_at bigint not null,
    primary key (user_id, idempotency_key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
create index idempotency_keys_of_deploy on idempotency_keys (deploy_id);

-- What the commands of a deploy said of it: progress in percent, notes and links.
alter table deploys add column report text;

create index events_of_app on events (app_id, seq);
create index deploys_by_start on deploys (started_at, app_id, environment);
