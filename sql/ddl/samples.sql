CREATE TABLE IF NOT EXISTS profiles.samples (
  time timestamp(6) with time zone NOT NULL COMMENT 'The profile''s time, UTC',
  service_name varchar NOT NULL COMMENT 'Label service_name',
  profile_type varchar NOT NULL COMMENT 'name:sample_type:sample_unit:period_type:period_unit',
  series_id bigint NOT NULL COMMENT 'Hash of the labels',
  stack_id bigint NOT NULL COMMENT 'Hash of the frames',
  value bigint NOT NULL COMMENT 'In units of the profile type, never 0',
  span_id varchar COMMENT 'Span that the samples belong to',
  trace_id varchar COMMENT 'Trace that the samples belong to'
)
WITH (
  format = 'PARQUET',
  format_version = 2,
  partitioning = ARRAY['day(time)', 'bucket(service_name, 8)'],
  sorted_by = ARRAY['service_name', 'profile_type']
)
