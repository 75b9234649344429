-- The stacks of each service and day as text.
--
-- Columns
--   day           date     UTC day on which the stack was seen
--   service_name  varchar  service
--   stack_id      bigint   stack
--   stack         varchar  labels from the root to the leaf, joined by semicolons
--   root          varchar  label of the first frame; null if there is none
--   leaf          varchar  label of the last one
--   depth         bigint   frames
--   unresolved    bigint   frames without a function
--   build_ids     varchar  build ids of these, with commas between them
CREATE OR REPLACE VIEW profiles.folded_stacks
COMMENT 'The stacks of each service and day as text'
SECURITY INVOKER AS
SELECT
  day,
  service_name,
  stack_id,
  fold(frames) AS stack,
  frame_label(element_at(frames, -1)) AS root,
  frame_label(element_at(frames, 1)) AS leaf,
  cardinality(frames) AS depth,
  CAST(unresolved AS bigint) AS unresolved,
  array_join(build_ids, ',') AS build_ids
FROM profiles.stacks
