-- How does a profile type develop over time, by the values of a label?
--
-- The values with the largest totals over the whole range have rows of their own, the rest is one series, (other).
-- Steps, totals, rates and covered time are as in time-series.sql; a value's covered time is that of all its profiles.
--
-- Parameters
--   :service   service, as in the label service_name (default '': every service)
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :step      length of a step in seconds (default '60'); steps begin at multiples of it since 1970
--   :label     name of the label, for example instance or service_name
--   :limit     values with rows of their own (default '10')
--
-- Columns
--   time             timestamp(3) with time zone  start of the step, UTC
--   label            varchar                      value of the label; empty without it
--   kind             varchar                      delta or gauge
--   total            bigint                       amount in the unit of the profile type
--   rate             double                       total per second that is covered; null unless kind is delta
--   covered_seconds  double                       wall time that the profiles cover; null unless kind is delta
WITH named AS (
  SELECT series_id, any_value(coalesce(element_at(labels, :label), '')) AS label
  FROM profiles.series
  WHERE (:service = '' OR service_name = :service)
    AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
    AND label_match(labels, :matchers)
  GROUP BY series_id
),
chosen AS (
  SELECT
    n.label,
    p.series_id,
    IF(p.temporality = 'gauge', 'gauge', 'delta') AS kind,
    p.total,
    p.start_nanos AS begins,
    p.start_nanos + coalesce(p.duration_nanos, 0) AS ends,
    p.time_nanos - mod(p.time_nanos, CAST(:step AS bigint) * 1000000000) AS step
  FROM profiles.profiles AS p
  JOIN named AS n ON n.series_id = p.series_id
  WHERE (:service = '' OR p.service_name = :service)
    AND p.profile_type = :type
    AND p.time >= from_iso8601_timestamp(:from)
    AND p.time < from_iso8601_timestamp(:to)
    AND p.temporality <> 'baseline'
),
weighted AS (
  SELECT
    *,
    CAST(total AS double) / IF(kind = 'gauge', count(*) OVER (PARTITION BY step, kind, series_id), 1) AS weight
  FROM chosen
),
summed AS (
  SELECT *, sum(weight) OVER (PARTITION BY label) AS label_total
  FROM weighted
),
ranked AS (
  SELECT *, dense_rank() OVER (ORDER BY label_total DESC, label) AS place
  FROM summed
),
shown AS (
  SELECT IF(place <= CAST(:limit AS bigint), label, '(other)') AS label, series_id, kind, total, begins, ends, step
  FROM ranked
),
intervals AS (
  SELECT
    *,
    max(ends) OVER (
      PARTITION BY label, step, kind
      ORDER BY begins, ends
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_until
  FROM shown
),
by_series AS (
  SELECT
    label,
    step,
    kind,
    IF(kind = 'gauge', CAST(round(CAST(sum(total) AS double) / count(*)) AS bigint), sum(total)) AS total,
    sum(greatest(0, ends - greatest(begins, coalesce(covered_until, begins)))) AS covered_nanos
  FROM intervals
  GROUP BY label, step, kind, series_id
)
SELECT
  CAST(from_unixtime_nanos(step) AS timestamp(3) with time zone) AT TIME ZONE 'UTC' AS time,
  label,
  kind,
  sum(total) AS total,
  IF(kind = 'delta', 1e9 * sum(total) / nullif(sum(covered_nanos), 0)) AS rate,
  IF(kind = 'delta', sum(covered_nanos) / 1e9) AS covered_seconds
FROM by_series
GROUP BY step, label, kind
ORDER BY step, label = '(other)', label, kind
