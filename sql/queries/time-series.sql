-- How does a profile type develop over time, in each service?
--
-- A step gets the profiles whose time is in it: they begin then, but deltas of counters end then. The rate of deltas is
-- their total by the wall time that the profiles cover (intervals that overlap count once, since instances run side by
-- side), not by the length of the step; with values in nanoseconds of CPU time, 1e9 is one core. Baselines are left out.
-- Gauges have no rate: the total is the average of a series' snapshots in the step, summed over the series.
--
-- Parameters
--   :service   service, as in the label service_name (default '': every service)
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :step      length of a step in seconds (default '60'); steps begin at multiples of it since 1970
--
-- Columns
--   time             timestamp(3) with time zone  start of the step, UTC
--   service_name     varchar                      service
--   kind             varchar                      delta or gauge
--   total            bigint                       amount in the unit of the profile type
--   rate             double                       total per second that is covered; null unless kind is delta
--   covered_seconds  double                       wall time that the profiles of the step cover; null unless kind is delta
WITH chosen AS (
  SELECT
    service_name,
    series_id,
    IF(temporality = 'gauge', 'gauge', 'delta') AS kind,
    total,
    start_nanos AS begins,
    start_nanos + coalesce(duration_nanos, 0) AS ends,
    time_nanos - mod(time_nanos, CAST(:step AS bigint) * 1000000000) AS step
  FROM profiles.profiles
  WHERE (:service = '' OR service_name = :service)
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
    AND temporality <> 'baseline'
    AND (:matchers = '{}' OR series_id IN (
      SELECT series_id
      FROM profiles.series
      WHERE (:service = '' OR service_name = :service)
        AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
            AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
        AND label_match(labels, :matchers)))
),
intervals AS (
  SELECT
    *,
    max(ends) OVER (
      PARTITION BY service_name, step, kind
      ORDER BY begins, ends
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_until
  FROM chosen
),
by_series AS (
  SELECT
    service_name,
    step,
    kind,
    IF(kind = 'gauge', CAST(round(CAST(sum(total) AS double) / count(*)) AS bigint), sum(total)) AS total,
    sum(greatest(0, ends - greatest(begins, coalesce(covered_until, begins)))) AS covered_nanos
  FROM intervals
  GROUP BY service_name, step, kind, series_id
)
SELECT
  CAST(from_unixtime_nanos(step) AS timestamp(3) with time zone) AT TIME ZONE 'UTC' AS time,
  service_name,
  kind,
  sum(total) AS total,
  IF(kind = 'delta', 1e9 * sum(total) / nullif(sum(covered_nanos), 0)) AS rate,
  IF(kind = 'delta', sum(covered_nanos) / 1e9) AS covered_seconds
FROM by_series
GROUP BY step, service_name, kind
ORDER BY step, service_name, kind
