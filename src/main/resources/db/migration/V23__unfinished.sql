-- The numbers of those deploys that had not ended when automatic deploys were last resumed, each between commas. What becomes of them
-- still pauses automatic deploys.
alter table automations add column unfinished text not null default '';
