-- Each filter of a list finds its deploys, newest first, however many others there are. The words are those of wire.Status, and
-- ListSql asks for them by the same expression.
create index by_lane on deploys (app_id, environment, id);
create index by_app on deploys (app_id, id);
create index by_environment on deploys (environment, id);
create index by_user on deploys (user_id, id);
create index by_ref on deploys (ref, id);
create index by_status on deploys ((
    case
        when state = 'pending' then 'pending'
        when ending_as is not null then 'cancelled'
        when state = 'running' then 'in_progress'
        when outcome = 'succeeded' then 'finished'
        when outcome in ('cancelled', 'superseded') then 'cancelled'
        else 'failed' end), id);
