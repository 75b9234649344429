-- Which profile types are there?
--
-- Parameters
--   :service   service, as in the label service_name (default '': every service)
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--
-- Columns
--   profile_type  varchar                      name:sample_type:sample_unit:period_type:period_unit
--   profile_name  varchar                      its first part
--   sample_type   varchar                      what a value counts
--   sample_unit   varchar                      in which unit
--   period_type   varchar                      what a period counts
--   period_unit   varchar                      in which unit
--   temporality   varchar                      delta or gauge
--   services      bigint                       services that have it
--   series        bigint                       series that have it
--   profiles      bigint                       profiles, counted once for each series
--   first_time    timestamp(6) with time zone  time of the first
--   last_time     timestamp(6) with time zone  time of the last
SELECT
  profile_type,
  profile_name,
  sample_type,
  sample_unit,
  period_type,
  period_unit,
  IF(max(temporality) = 'gauge', 'gauge', 'delta') AS temporality,
  count(DISTINCT service_name) AS services,
  count(DISTINCT series_id) AS series,
  count(DISTINCT profile_id) AS profiles,
  min(time) AS first_time,
  max(time) AS last_time
FROM profiles.profiles
WHERE (:service = '' OR service_name = :service)
  AND time >= from_iso8601_timestamp(:from)
  AND time < from_iso8601_timestamp(:to)
  AND (:matchers = '{}' OR series_id IN (
    SELECT series_id
    FROM profiles.series
    WHERE (:service = '' OR service_name = :service)
      AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
          AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
      AND label_match(labels, :matchers)))
GROUP BY profile_type, profile_name, sample_type, sample_unit, period_type, period_unit
ORDER BY profile_type
