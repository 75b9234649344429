CREATE TABLE IF NOT EXISTS profiles.stacks (
  day date NOT NULL COMMENT 'UTC day on which the stack was seen',
  service_name varchar NOT NULL COMMENT 'Label service_name',
  stack_id bigint NOT NULL COMMENT 'Hash of the frames',
  frames array(row(function varchar, system_name varchar, file varchar, line bigint, "column" bigint, start_line bigint, mapping varchar, build_id varchar, address bigint, kind varchar, inlined boolean)) NOT NULL COMMENT 'Frames, leaf first',
  unresolved integer NOT NULL COMMENT 'Frames without a function',
  build_ids array(varchar) NOT NULL COMMENT 'Build ids of the frames without a function'
)
WITH (
  format = 'PARQUET',
  format_version = 2,
  partitioning = ARRAY['day', 'bucket(service_name, 8)'],
  sorted_by = ARRAY['service_name']
)
