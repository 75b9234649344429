-- Which services are there?
--
-- Parameters
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds (default '': every type)
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--
-- Columns
--   service_name   varchar                      service
--   profile_types  bigint                       profile types that it has
--   series         bigint                       series
--   profiles       bigint                       profiles, counted once for each series
--   first_time     timestamp(6) with time zone  time of the first
--   last_time      timestamp(6) with time zone  time of the last
SELECT
  service_name,
  count(DISTINCT profile_type) AS profile_types,
  count(DISTINCT series_id) AS series,
  count(DISTINCT profile_id) AS profiles,
  min(time) AS first_time,
  max(time) AS last_time
FROM profiles.profiles
WHERE (:type = '' OR profile_type = :type)
  AND time >= from_iso8601_timestamp(:from)
  AND time < from_iso8601_timestamp(:to)
  AND (:matchers = '{}' OR series_id IN (
    SELECT series_id
    FROM profiles.series
    WHERE day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
          AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
      AND label_match(labels, :matchers)))
GROUP BY service_name
ORDER BY service_name
