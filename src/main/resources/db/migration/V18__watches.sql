-- Looks at the refs of repositories. Apps with the same repository and credentials share a row.
create table watches (
    watch_key text primary key,
    url text not null,
    -- Raised by every look, so that of two looks at once only the first counts.
    version bigint not null default 0,
    -- How often somebody has asked for a look, and how many of these requests the last look has answered.
    asked bigint not null default 0,
    answered bigint not null default 0,
    -- Of what the repository has said when it last answered, and of what was wanted then.
    digest text,
    seen_at bigint,
    changed_at bigint,
    -- Why the last look has failed; null if it has not.
    trouble text,
    failures integer not null default 0,
    -- What people should know about the refs.
    note text,
    next_at bigint not null
);
create index watches_asked on watches (watch_key) where asked > answered;
create index watches_troubled on watches (watch_key) where failures > 1;

-- What an app wanted to know at the last look: a ref that it did not want then is not new because it is wanted now.
create table watch_wishes (
    app_id bigint primary key references apps (id) on delete cascade,
    wish text not null
);

-- The refs that an app wants to know, as they were last seen.
create table watch_refs (
    app_id bigint not null references apps (id) on delete cascade,
    ref text not null,
    sha text not null,
    since bigint not null,
    primary key (app_id, ref)
);
