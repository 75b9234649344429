-- What is in one profile?
--
-- All sample types of the profile, one row for a stack, span and trace. Give a time range that holds the profile's time; the
-- query profiles lists both. Samples belong to a profile by time, type and series: of two profiles that are equal in these
-- three, each shows the samples of both.
--
-- Parameters
--   :service  service, as in the label service_name
--   :profile  profile_id, as in profiles
--   :from     start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to       end of the time range, exclusive, ISO 8601 with a zone
--
-- Columns
--   profile_type  varchar  name:sample_type:sample_unit:period_type:period_unit
--   stack         varchar  labels from the root to the leaf, joined by semicolons; total if it has no frames
--   value         bigint   amount in the unit of the profile type
--   span_id       varchar  span that the samples belong to
--   trace_id      varchar  trace that the samples belong to
--   stack_id      bigint   stack
SELECT t.profile_type, coalesce(nullif(fold(k.frames), ''), 'total') AS stack, t.value, t.span_id, t.trace_id, t.stack_id
FROM (
  SELECT
    s.profile_type,
    CAST(s.time AS date) AS day,
    s.stack_id,
    s.span_id,
    s.trace_id,
    sum(s.value) AS value
  FROM profiles.samples AS s
  JOIN profiles.profiles AS p
    ON p.time = s.time AND p.profile_type = s.profile_type AND p.series_id = s.series_id
  WHERE s.service_name = :service
    AND s.time >= from_iso8601_timestamp(:from)
    AND s.time < from_iso8601_timestamp(:to)
    AND p.service_name = :service
    AND p.time >= from_iso8601_timestamp(:from)
    AND p.time < from_iso8601_timestamp(:to)
    AND p.profile_id = :profile
  GROUP BY s.profile_type, CAST(s.time AS date), s.stack_id, s.span_id, s.trace_id
) AS t
JOIN profiles.stacks AS k ON k.day = t.day AND k.stack_id = t.stack_id
WHERE k.service_name = :service
  AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
      AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
ORDER BY t.profile_type, t.value DESC, stack, t.span_id, t.trace_id, t.stack_id
