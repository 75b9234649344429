-- Which combinations of values do some labels have?
--
-- Whole days (UTC) count: those that the time range touches; with a type, series count that have it within the range.
--
-- Parameters
--   :names     names of the labels, with commas between them
--   :service   service, as in the label service_name (default '': every service)
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds (default '': every type)
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :limit     rows at most (default '1000')
--
-- Columns
--   labels  varchar  those of the labels that the series have, as a JSON object
--   series  bigint   series that have them
SELECT labels, series
FROM (
  SELECT labels, series, row_number() OVER (ORDER BY labels) AS place
  FROM (
    SELECT
      json_format(CAST(map_filter(
        labels, (name, value) -> contains(transform(split(:names, ','), n -> trim(n)), name)) AS json)) AS labels,
      count(DISTINCT series_id) AS series
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
    GROUP BY 1
  )
)
WHERE place <= CAST(:limit AS bigint)
ORDER BY place
