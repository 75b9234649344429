-- The samples with the function that they ended in and the labels that are asked for most.
-- For dashboards that group by labels. Sum values of types with temporality delta only; see profile_types.
--
-- Columns
--   time          timestamp(6) with time zone  time of the profile
--   day           date                         its UTC day; a filter by it reaches every table, one by time only samples
--   service_name  varchar                      service
--   profile_type  varchar                      name:sample_type:sample_unit:period_type:period_unit
--   env           varchar                      label env, environment or deployment.environment(.name)
--   version       varchar                      label version or service.version
--   namespace     varchar                      label namespace or k8s.namespace.name
--   pod           varchar                      label pod or k8s.pod.name
--   container     varchar                      label container or k8s.container.name
--   host          varchar                      label host, hostname, node, host.name or k8s.node.name
--   instance      varchar                      label instance or service.instance.id
--   series_id     bigint                       series
--   stack_id      bigint                       stack
--   value         bigint                       amount in the unit of the profile type
--   function      varchar                      function of the leaf, or its address within a file
--   file          varchar                      source file of the leaf
--   line          bigint                       line of the leaf
--   span_id       varchar                      span that the samples belong to
--   trace_id      varchar                      trace that the samples belong to
--   labels        varchar                      all labels of the series as a JSON object
CREATE OR REPLACE VIEW profiles.labeled_samples
COMMENT 'The samples with the function that they ended in and the labels that are asked for most'
SECURITY INVOKER AS
SELECT
  s.time,
  k.day,
  s.service_name,
  s.profile_type,
  l.env,
  l.version,
  l.namespace,
  l.pod,
  l.container,
  l.host,
  l.instance,
  s.series_id,
  s.stack_id,
  s.value,
  frame_label(element_at(k.frames, 1)) AS function,
  element_at(k.frames, 1).file AS file,
  element_at(k.frames, 1).line AS line,
  s.span_id,
  s.trace_id,
  l.labels
FROM profiles.samples AS s
JOIN profiles.stacks AS k
  ON k.day = CAST(s.time AS date) AND k.service_name = s.service_name AND k.stack_id = s.stack_id
JOIN profiles.labeled_series AS l
  ON l.day = k.day AND l.service_name = k.service_name AND l.series_id = s.series_id
