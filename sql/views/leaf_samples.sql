-- The samples with the function that they ended in.
-- For dashboards that group by anything but the whole stack. Sum values of types with temporality delta only; see profile_types.
--
-- Columns
--   time          timestamp(6) with time zone  time of the profile
--   day           date                         its UTC day; a filter by it reaches every table, one by time only samples
--   service_name  varchar                      service
--   profile_type  varchar                      name:sample_type:sample_unit:period_type:period_unit
--   series_id     bigint                       series
--   stack_id      bigint                       stack
--   value         bigint                       amount in the unit of the profile type
--   function      varchar                      function of the leaf, or its address within a file
--   file          varchar                      source file of the leaf
--   line          bigint                       line of the leaf
--   span_id       varchar                      span that the samples belong to
--   trace_id      varchar                      trace that the samples belong to
CREATE OR REPLACE VIEW profiles.leaf_samples
COMMENT 'The samples with the function that they ended in'
SECURITY INVOKER AS
SELECT
  s.time,
  k.day,
  s.service_name,
  s.profile_type,
  s.series_id,
  s.stack_id,
  s.value,
  frame_label(element_at(k.frames, 1)) AS function,
  element_at(k.frames, 1).file AS file,
  element_at(k.frames, 1).line AS line,
  s.span_id,
  s.trace_id
FROM profiles.samples AS s
JOIN profiles.stacks AS k
  ON k.day = CAST(s.time AS date) AND k.service_name = s.service_name AND k.stack_id = s.stack_id
