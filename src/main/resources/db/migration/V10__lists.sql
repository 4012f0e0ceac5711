-- A filter together with a status finds its deploys, newest first, however many others there are; see V6 for the expression.
create index by_lane_and_status on deploys (app_id, environment, (
    case
        when state = 'pending' then 'pending'
        when ending_as is not null then 'cancelled'
        when state = 'running' then 'in_progress'
        when outcome = 'succeeded' then 'finished'
        when outcome in ('cancelled', 'superseded') then 'cancelled'
        else 'failed' end), id);
create index by_app_and_status on deploys (app_id, (
    case
        when state = 'pending' then 'pending'
        when ending_as is not null then 'cancelled'
        when state = 'running' then 'in_progress'
        when outcome = 'succeeded' then 'finished'
        when outcome in ('cancelled', 'superseded') then 'cancelled'
        else 'failed' end), id);
create index by_environment_and_status on deploys (environment, (
    case
        when state = 'pending' then 'pending'
        when ending_as is not null then 'cancelled'
        when state = 'running' then 'in_progress'
        when outcome = 'succeeded' then 'finished'
        when outcome in ('cancelled', 'superseded') then 'cancelled'
        else 'failed' end), id);
create index by_user_and_status on deploys (user_id, (
    case
        when state = 'pending' then 'pending'
        when ending_as is not null then 'cancelled'
        when state = 'running' then 'in_progress'
        when outcome = 'succeeded' then 'finished'
        when outcome in ('cancelled', 'superseded') then 'cancelled'
        else 'failed' end), id);
create index by_ref_and_status on deploys (ref, (
    case
        when state = 'pending' then 'pending'
        when ending_as is not null then 'cancelled'
        when state = 'running' then 'in_progress'
        when outcome = 'succeeded' then 'finished'
        when outcome in ('cancelled', 'superseded') then 'cancelled'
        else 'failed' end), id);

-- What waits or runs, of an app or of all, is a handful among all that ever did.
create index unfinished on deploys (app_id, id) where state <> 'finished';
