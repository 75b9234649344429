-- Which series are there, with which labels?
--
-- Whole days (UTC) count: those that the time range touches; with a type, series count that have it within the range.
--
-- Parameters
--   :service   service, as in the label service_name (default '': every service)
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds (default '': every type)
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :limit     rows at most (default '1000')
--
-- Columns
--   series_id     bigint   series
--   service_name  varchar  service
--   labels        varchar  all labels as a JSON object
--   first_day     date     first day on which it was seen
--   last_day      date     last day
SELECT series_id, service_name, labels, first_day, last_day
FROM (
  SELECT *, row_number() OVER (ORDER BY service_name, labels, series_id) AS place
  FROM (
    SELECT
      series_id,
      service_name,
      arbitrary(json_format(CAST(labels AS json))) AS labels,
      min(day) AS first_day,
      max(day) AS last_day
    FROM profiles.series
    WHERE (:service = '' OR service_name = :service)
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
    GROUP BY series_id, service_name
  )
)
WHERE place <= CAST(:limit AS bigint)
ORDER BY place
