-- Files that deploys have left. Those of a deploy count once they are complete; a crash may leave a part of them.
create table artifact_sets (
    deploy_id bigint not null primary key references deploys (id) on delete cascade,
    complete integer not null check (complete in (0, 1))
);

create table artifacts (
    deploy_id bigint not null references artifact_sets (deploy_id) on delete cascade,
    number integer not null,
    name text not null,
    bytes bigint not null,
    sha256 text not null,
    primary key (deploy_id, number)
);

create table artifact_chunks (
    deploy_id bigint not null references artifact_sets (deploy_id) on delete cascade,
    number integer not null,
    part integer not null,
    bytes ${bytes} not null,
    primary key (deploy_id, number, part)
);
