CREATE TABLE IF NOT EXISTS profiles.maintenance (
  started timestamp(6) with time zone NOT NULL COMMENT 'When the action began, UTC',
  finished timestamp(6) with time zone NOT NULL COMMENT 'When it ended, UTC',
  run_id varchar NOT NULL COMMENT 'Same for all of one run of a table',
  table_name varchar NOT NULL COMMENT 'Table that it was done to',
  action varchar NOT NULL COMMENT 'What was done, such as compact',
  request_id varchar COMMENT 'Deletion request it was done for',
  outcome varchar NOT NULL COMMENT 'done, or else conflict, locked, failed',
  files_before bigint NOT NULL COMMENT 'Data files rewritten or removed',
  bytes_before bigint NOT NULL COMMENT 'Bytes of these',
  files_after bigint NOT NULL COMMENT 'Data files written',
  bytes_after bigint NOT NULL COMMENT 'Bytes of these',
  rows bigint NOT NULL COMMENT 'Rows in the files written',
  rows_removed bigint NOT NULL COMMENT 'Rows that are gone',
  delete_files bigint NOT NULL COMMENT 'Delete files removed, idle ones',
  snapshots bigint NOT NULL COMMENT 'Snapshots expired',
  message varchar COMMENT 'Why it is not done, or what else'
)
WITH (
  format = 'PARQUET',
  format_version = 2,
  partitioning = ARRAY['month(started)'],
  sorted_by = ARRAY['started', 'table_name', 'action']
)
