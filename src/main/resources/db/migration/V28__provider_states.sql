-- What is needed to resume a running deploy: the directory in which its commands run, and what its provider has saved.
create table provider_states (
    deploy_id bigint not null primary key references deploys (id) on delete cascade,
    workspace text not null,
    saved text not null
);
