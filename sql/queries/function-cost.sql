-- What do the functions of a service cost?
--
-- For types that count time on a processor (in nanoseconds, microseconds, milliseconds or seconds; of others the columns
-- are null). What a series was profiled for stands for all the time from its first profile to its last: of an instance
-- that is profiled 10 s of each minute, every sample counts about six times. Cores are the average over the whole time
-- range, so an instance that runs for half of it counts half; the cost is cores times hours times price.
-- A function that calls itself counts once in a stack.
--
-- Parameters
--   :service   service, as in the label service_name
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :price     price of a core for an hour (default '0.04')
--   :order     what the rows are ordered by, flat or cumulative (default 'flat')
--   :limit     rows at most (default '30')
--
-- Columns
--   function          varchar  function, or address within a file
--   flat_cores        double   cores that the stacks keep busy that it is the leaf of
--   flat_cost         double   their cost over the time range
--   cumulative_cores  double   cores that the stacks keep busy that it is in
--   cumulative_cost   double   their cost over the time range
WITH intervals AS (
  SELECT
    series_id,
    start_nanos AS begins,
    start_nanos + coalesce(duration_nanos, 0) AS ends,
    max(start_nanos + coalesce(duration_nanos, 0)) OVER (
      PARTITION BY series_id
      ORDER BY start_nanos, duration_nanos
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_until
  FROM profiles.profiles
  WHERE service_name = :service
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
    AND temporality IN ('delta', 'reset')
    AND (:matchers = '{}' OR series_id IN (
      SELECT series_id
      FROM profiles.series
      WHERE service_name = :service
        AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
            AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
        AND label_match(labels, :matchers)))
),
wanted AS (
  -- The series, and the time that they ran by the time that was profiled
  SELECT
    series_id,
    coalesce(
      CAST(max(ends) - min(begins) AS double)
        / nullif(sum(greatest(0, ends - greatest(begins, coalesce(covered_until, begins)))), 0),
      1) AS times
  FROM intervals
  GROUP BY series_id
),
totals AS (
  SELECT min(CAST(time AS date)) AS day, series_id, stack_id, sum(value) AS total
  FROM profiles.samples
  WHERE service_name = :service
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
  GROUP BY series_id, stack_id
),
amounts AS (
  SELECT
    min(t.day) AS day,
    t.stack_id,
    sum(t.total * w.times) / CASE split_part(:type, ':', 3)
      WHEN 'nanoseconds' THEN 1e9
      WHEN 'microseconds' THEN 1e6
      WHEN 'milliseconds' THEN 1e3
      WHEN 'seconds' THEN 1
    END AS seconds
  FROM totals AS t
  JOIN wanted AS w ON w.series_id = t.series_id
  GROUP BY t.stack_id
),
functions AS (
  -- The first of a stack's functions is its leaf
  SELECT
    f.label AS function,
    sum(s.seconds * IF(f.position = 1, 1, 0)) AS flat,
    sum(s.seconds) AS cumulative
  FROM (
    SELECT distinct_functions(k.frames) AS labels, a.seconds
    FROM profiles.stacks AS k
    JOIN amounts AS a ON k.day = a.day AND k.stack_id = a.stack_id
    WHERE k.service_name = :service
      AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
          AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  ) AS s
  CROSS JOIN UNNEST(s.labels) WITH ORDINALITY AS f (label, position)
  GROUP BY f.label
)
SELECT
  function,
  TRY_CAST(format('%.12e', flat / range) AS double) AS flat_cores,
  round(flat / 3600 * CAST(:price AS double), 6) AS flat_cost,
  TRY_CAST(format('%.12e', cumulative / range) AS double) AS cumulative_cores,
  round(cumulative / 3600 * CAST(:price AS double), 6) AS cumulative_cost
FROM (
  SELECT
    *,
    to_unixtime(from_iso8601_timestamp(:to)) - to_unixtime(from_iso8601_timestamp(:from)) AS range,
    row_number() OVER (
      ORDER BY IF(:order = 'cumulative', cumulative, flat) DESC, cumulative DESC, flat DESC, function) AS rank
  FROM functions
)
WHERE rank <= CAST(:limit AS bigint)
ORDER BY rank
