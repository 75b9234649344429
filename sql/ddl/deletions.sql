CREATE TABLE IF NOT EXISTS profiles.deletions (
  request_id varchar NOT NULL COMMENT 'Tells it from other requests',
  requested_at timestamp(6) with time zone NOT NULL COMMENT 'When it was made, UTC',
  matchers varchar NOT NULL COMMENT 'Prometheus selector of the series'' labels',
  from_time timestamp(6) with time zone COMMENT 'From then on; null: all before',
  to_time timestamp(6) with time zone COMMENT 'Until then, exclusive; null: until requested_at',
  requested_by varchar COMMENT 'Who asks for it',
  reason varchar COMMENT 'Why'
)
WITH (
  format = 'PARQUET',
  format_version = 2,
  partitioning = ARRAY['month(requested_at)'],
  sorted_by = ARRAY['requested_at', 'request_id']
)
