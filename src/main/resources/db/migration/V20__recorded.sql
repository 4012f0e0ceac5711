-- What was given as evidence for a deploy that happened elsewhere and was recorded here.
alter table deploys add column evidence text;
