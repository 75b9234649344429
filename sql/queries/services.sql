-- Which services are there?
--
-- Parameters
--   :from  start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to    end of the time range, exclusive, ISO 8601 with a zone
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
WHERE time >= from_iso8601_timestamp(:from)
  AND time < from_iso8601_timestamp(:to)
GROUP BY service_name
ORDER BY service_name
