CREATE TABLE IF NOT EXISTS profiles.samples_hourly (
  hour timestamp(6) with time zone NOT NULL COMMENT 'When the hour begins, UTC',
  service_name varchar NOT NULL COMMENT 'Label service_name',
  profile_type varchar NOT NULL COMMENT 'name:sample_type:sample_unit:period_type:period_unit; never a gauge''s',
  stack_id bigint NOT NULL COMMENT 'Hash of the frames',
  value bigint NOT NULL COMMENT 'Sum of the hour''s values'
)
WITH (
  format = 'PARQUET',
  format_version = 2,
  partitioning = ARRAY['day(hour)', 'bucket(service_name, 8)'],
  sorted_by = ARRAY['service_name', 'profile_type', 'hour', 'stack_id']
)
