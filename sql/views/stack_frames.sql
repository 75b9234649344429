-- The frames of each stack, one row for a frame.
--
-- Columns
--   day           date     UTC day on which the stack was seen
--   service_name  varchar  service
--   stack_id      bigint   stack
--   position      bigint   place of the frame, 1 is the leaf
--   label         varchar  what a flame graph shows
--   function      varchar  function; null if it is not known
--   system_name   varchar  its name in the binary, mostly the same
--   file          varchar  source file
--   line          bigint   line
--   start_line    bigint   line where the function begins
--   mapping       varchar  mapped file
--   build_id      varchar  its build id
--   address       bigint   address, where there is no function
--   kind          varchar  native, kernel, go, jvm, python, ...
--   inlined       boolean  whether the compiler inlined it into the next one
CREATE OR REPLACE VIEW profiles.stack_frames
COMMENT 'The frames of each stack, one row for a frame'
SECURITY INVOKER AS
SELECT
  k.day,
  k.service_name,
  k.stack_id,
  f.position,
  frame_label(CAST(ROW(f.function, f.mapping, f.address) AS row(function varchar, mapping varchar, address bigint))) AS label,
  f.function,
  coalesce(f.system_name, f.function) AS system_name,
  f.file,
  f.line,
  f.start_line,
  f.mapping,
  f.build_id,
  f.address,
  f.kind,
  f.inlined
FROM profiles.stacks AS k
CROSS JOIN UNNEST(k.frames) WITH ORDINALITY AS f (
  function, system_name, file, line, "column", start_line, mapping, build_id, address, kind, inlined, position)
