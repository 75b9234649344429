CREATE TABLE IF NOT EXISTS profiles.profiles (
  time timestamp(6) with time zone NOT NULL COMMENT 'The profile''s time, UTC',
  time_nanos bigint NOT NULL COMMENT 'The same, ns since 1970',
  start_nanos bigint NOT NULL COMMENT 'When what it covers begins, ns since 1970: before time for deltas of counters',
  service_name varchar NOT NULL COMMENT 'Label service_name',
  profile_type varchar NOT NULL COMMENT 'name:sample_type:sample_unit:period_type:period_unit',
  profile_name varchar NOT NULL COMMENT 'First part of profile_type',
  sample_type varchar NOT NULL COMMENT 'What a value counts',
  sample_unit varchar NOT NULL COMMENT 'In which unit',
  period_type varchar COMMENT 'What a period counts',
  period_unit varchar COMMENT 'In which unit',
  period bigint COMMENT 'Events between two samples',
  duration_nanos bigint COMMENT 'Time that the values cover',
  series_id bigint NOT NULL COMMENT 'Hash of the labels',
  profile_id varchar NOT NULL COMMENT '128-bit hash of content and series in hex, the same for every sample type',
  temporality varchar NOT NULL COMMENT 'delta, gauge, baseline or reset',
  sample_count bigint NOT NULL COMMENT 'Rows of it in samples',
  total bigint NOT NULL COMMENT 'Sum of its values',
  rate double COMMENT 'total per second, if it has a duration',
  format varchar NOT NULL COMMENT 'Format that it came in',
  kafka_partition integer NOT NULL COMMENT 'Where it came from',
  kafka_offset bigint NOT NULL COMMENT 'Where it came from'
)
WITH (
  format = 'PARQUET',
  format_version = 2,
  partitioning = ARRAY['day(time)', 'bucket(service_name, 8)'],
  sorted_by = ARRAY['service_name', 'profile_type', 'time', 'series_id']
)
