-- The only hosts to which a deploy goes, as a JSON array of names; null for all.
alter table deploys add column hosts text;
