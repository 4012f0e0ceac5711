-- When the output of a run grew last, in milliseconds since its machine booted, so that the limit on silence counts across restarts.
alter table runs add column output_at bigint;
