-- Which labels make many series?
--
-- Whole days (UTC) count: those that the time range touches. A series that was seen on several days counts once.
--
-- Parameters
--   :service   service, as in the label service_name (default '': every service)
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--
-- Columns
--   name              varchar  name of the label
--   label_values      bigint   values that it has
--   series            bigint   series that have it
--   series_percent    double   of all series
--   series_without    bigint   how many these would be without this label
--   top_value         varchar  value that most series have
--   top_value_series  bigint   series that have it
WITH chosen AS (
  SELECT service_name, series_id, arbitrary(labels) AS labels, count(*) OVER () AS all_series
  FROM profiles.series
  WHERE (:service = '' OR service_name = :service)
    AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
    AND label_match(labels, :matchers)
  GROUP BY service_name, series_id
),
pairs AS (
  SELECT l.name, l.value, c.labels, c.all_series, count(*) OVER (PARTITION BY l.name, l.value) AS with_value
  FROM chosen AS c
  CROSS JOIN UNNEST(c.labels) AS l (name, value)
)
SELECT
  name,
  count(DISTINCT value) AS label_values,
  count(*) AS series,
  round(1e2 * count(*) / max(all_series), 2) AS series_percent,
  count(DISTINCT map_filter(labels, (n, v) -> n <> name)) AS series_without,
  max_by(value, (with_value, value)) AS top_value,
  max(with_value) AS top_value_series
FROM pairs
GROUP BY name
ORDER BY series - series_without DESC, name
