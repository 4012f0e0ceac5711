-- An event keeps the names of its time: what it is about may be removed or renamed later.
alter table events add column app_name text;
alter table events add column deploy_name text;
alter table events add column user_name text;
update events set
    app_name = (select a.name from apps a where a.id = events.app_id),
    deploy_name = (
        select a.name || '/' || d.environment || '#' || d.number
        from deploys d join apps a on a.id = d.app_id
        where d.id = events.deploy_id),
    user_name = (select u.name from users u where u.id = events.user_id);
create index events_of_app_name on events (app_name, seq);
