-- Which values does a label have?
--
-- Whole days (UTC) count: those that the time range touches; with a type, series count that have it within the range.
--
-- Parameters
--   :label     name of the label
--   :service   service, as in the label service_name (default '': every service)
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds (default '': every type)
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--
-- Columns
--   value   varchar  value of the label
--   series  bigint   series that have it
SELECT element_at(labels, :label) AS value, count(DISTINCT series_id) AS series
FROM profiles.series
WHERE element_at(labels, :label) IS NOT NULL
  AND (:service = '' OR service_name = :service)
  AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
      AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  AND label_match(labels, :matchers)
  AND (:type = '' OR series_id IN (
    SELECT series_id
    FROM profiles.profiles
    WHERE (:service = '' OR service_name = :service)
      AND profile_type = :type
      AND time >= from_iso8601_timestamp(:from)
      AND time < from_iso8601_timestamp(:to)))
GROUP BY element_at(labels, :label)
ORDER BY value
