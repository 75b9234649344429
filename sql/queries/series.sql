-- Which series are there, with which labels?
--
-- Whole days (UTC) count: those that the time range touches.
--
-- Parameters
--   :service  service, as in the label service_name (default '': every service)
--   :from     start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to       end of the time range, exclusive, ISO 8601 with a zone
--   :labels   JSON object of labels that a series must have; an empty value: must not have (default '{}')
--   :limit    rows at most (default '1000')
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
      AND cardinality(map_filter(
            CAST(json_parse(:labels) AS map(varchar, varchar)),
            (name, wanted) -> coalesce(element_at(labels, name), '') <> wanted)) = 0
    GROUP BY series_id, service_name
  )
)
WHERE place <= CAST(:limit AS bigint)
ORDER BY place
