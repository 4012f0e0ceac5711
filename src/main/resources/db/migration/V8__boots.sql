-- In which boot of its machine a run was about to start: after another it can never start, whatever its files say. Null before this.
alter table runs add column boot text;
-- What has to be masked in the rest of its output, sealed; the key lies with the run's files. Null once the run has ended.
alter table runs add column sealed text;

-- When a deploy started by the clock that never jumps, and in which boot that counts, so that durations are measured, not told from the wall.
alter table deploys add column boot text;
alter table deploys add column started_uptime bigint;

create index events_by_kind on events (kind, seq);
create index events_of_deploy on events (deploy_id, seq);
create index events_of_environment on events (environment, seq);
create index unended_runs on runs (node_id) where phase <> 'ended';
create index judgements_of_deploy on judgements (deploy_id);
