-- The profiles with their labels.
-- Leave temporality baseline out of sums of total: nobody knows when it happened.
--
-- Columns
--   time              timestamp(6) with time zone  its time: when it begins, or a delta of counters ends
--   day               date                         its UTC day; a filter by it reaches every table, one by time only profiles
--   service_name      varchar                      service
--   profile_type      varchar                      name:sample_type:sample_unit:period_type:period_unit
--   profile_name      varchar                      first part of the profile type
--   sample_type       varchar                      what a value counts
--   sample_unit       varchar                      in which unit
--   temporality       varchar                      delta, gauge, baseline or reset
--   env               varchar                      label env, environment or deployment.environment(.name)
--   version           varchar                      label version or service.version
--   namespace         varchar                      label namespace or k8s.namespace.name
--   pod               varchar                      label pod or k8s.pod.name
--   container         varchar                      label container or k8s.container.name
--   host              varchar                      label host, hostname, node, host.name or k8s.node.name
--   instance          varchar                      label instance or service.instance.id
--   duration_seconds  double                       time that it covers; null if it does not say
--   sample_count      bigint                       samples
--   total             bigint                       sum of its values
--   rate              double                       total per second; null without a duration
--   series_id         bigint                       series
--   profile_id        varchar                      the same for every type of one profile and series
--   format            varchar                      format that it came in
--   labels            varchar                      all labels of the series as a JSON object
CREATE OR REPLACE VIEW profiles.labeled_profiles
COMMENT 'The profiles with their labels'
SECURITY INVOKER AS
SELECT
  p.time,
  l.day,
  p.service_name,
  p.profile_type,
  p.profile_name,
  p.sample_type,
  p.sample_unit,
  p.temporality,
  l.env,
  l.version,
  l.namespace,
  l.pod,
  l.container,
  l.host,
  l.instance,
  p.duration_nanos / 1e9 AS duration_seconds,
  p.sample_count,
  p.total,
  p.rate,
  p.series_id,
  p.profile_id,
  p.format,
  l.labels
FROM profiles.profiles AS p
JOIN profiles.labeled_series AS l
  ON l.day = CAST(p.time AS date) AND l.service_name = p.service_name AND l.series_id = p.series_id
