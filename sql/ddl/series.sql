CREATE TABLE IF NOT EXISTS profiles.series (
  day date NOT NULL COMMENT 'UTC day on which the series was seen',
  service_name varchar NOT NULL COMMENT 'Label service_name',
  series_id bigint NOT NULL COMMENT 'Hash of the labels',
  labels map(varchar, varchar) NOT NULL COMMENT 'All labels, service_name included'
)
WITH (
  format = 'PARQUET',
  format_version = 2,
  partitioning = ARRAY['day'],
  sorted_by = ARRAY['service_name', 'series_id']
)
