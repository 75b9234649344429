CREATE TABLE IF NOT EXISTS profiles.functions_hourly (
  hour timestamp(6) with time zone NOT NULL COMMENT 'When the hour begins, UTC',
  service_name varchar NOT NULL COMMENT 'Label service_name',
  profile_type varchar NOT NULL COMMENT 'name:sample_type:sample_unit:period_type:period_unit; never a gauge''s',
  function varchar NOT NULL COMMENT 'Function, or address within a file',
  flat bigint NOT NULL COMMENT 'Sum over the stacks that it is the leaf of',
  cumulative bigint NOT NULL COMMENT 'Sum over the stacks that it is in, each counted once'
)
WITH (
  format = 'PARQUET',
  format_version = 2,
  partitioning = ARRAY['day(hour)', 'bucket(service_name, 8)'],
  sorted_by = ARRAY['service_name', 'profile_type', 'hour', 'function']
)
