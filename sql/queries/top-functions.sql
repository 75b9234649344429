-- Which functions of a service cost most?
--
-- Deltas are summed. Of a gauge, each series gives the average of its snapshots, to the nearest whole, and the series are
-- summed. What was sent cumulative was stored as deltas; of its first snapshot, the baseline, nothing is counted.
-- A function that calls itself counts once in a stack. Percentages are of everything, also of what focus and ignore leave
-- out. Grouped by function these are the figures of go tool pprof -top: addresses without a function count for their file.
--
-- Parameters
--   :service       service, as in the label service_name
--   :type          profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from          start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to            end of the time range, exclusive, ISO 8601 with a zone
--   :matchers      Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :rolled_until  sums are taken of hours that end by then, as rolled-until tells (default '1970-01-01T00:00:00Z')
--   :by            what a row is: label (function or address), function, file, line, mapping, package (default 'label')
--   :focus         only stacks that match this regular expression, as pprof's focus (default '': all)
--   :ignore        no stacks that match this one, as pprof's ignore (default '': all)
--   :order         what the rows are ordered by, flat or cumulative (default 'flat')
--   :limit         rows at most (default '30')
--
-- Columns
--   function            varchar  function, or address within a file; or what the rows are by
--   flat                bigint   amount of the stacks that it is the leaf of
--   flat_percent        double   of everything
--   sum_percent         double   flat_percent of this row and all before it
--   cumulative          bigint   amount of the stacks that it is in
--   cumulative_percent  double   of everything
WITH wanted AS (
  -- The series, and how their samples add up over the range
  SELECT
    series_id,
    IF(max(temporality) = 'gauge', count(*), 1) AS snapshots
  FROM profiles.profiles
  WHERE service_name = :service
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
    AND (:matchers = '{}' OR series_id IN (
      SELECT series_id
      FROM profiles.series
      WHERE service_name = :service
        AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
            AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
        AND label_match(labels, :matchers)))
  GROUP BY series_id
),
totals AS (
  SELECT min(CAST(s.time AS date)) AS day, s.stack_id, w.snapshots, sum(s.value) AS total
  FROM profiles.samples AS s
  JOIN wanted AS w ON w.series_id = s.series_id
  WHERE s.service_name = :service
    AND s.profile_type = :type
    AND s.time >= from_iso8601_timestamp(:from)
    AND s.time < from_iso8601_timestamp(:to)
    AND (s.time < date_trunc('hour', (from_iso8601_timestamp(:from) + INTERVAL '3599.999' SECOND) AT TIME ZONE 'UTC')
      OR s.time >= date_trunc('hour', from_iso8601_timestamp(IF(:matchers = '{}', :rolled_until, '1970-01-01T00:00:00Z')) AT TIME ZONE 'UTC')
      OR s.time >= date_trunc('hour', from_iso8601_timestamp(:to) AT TIME ZONE 'UTC'))
  GROUP BY s.stack_id, w.snapshots
  UNION ALL
  -- The whole hours of the range that are summed already, of all series
  SELECT min(CAST(hour AS date)), stack_id, 1, sum(value)
  FROM profiles.samples_hourly
  WHERE service_name = :service
    AND profile_type = :type
    AND hour >= date_trunc('hour', (from_iso8601_timestamp(:from) + INTERVAL '3599.999' SECOND) AT TIME ZONE 'UTC')
    AND hour < date_trunc('hour', from_iso8601_timestamp(IF(:matchers = '{}', :rolled_until, '1970-01-01T00:00:00Z')) AT TIME ZONE 'UTC')
    AND hour < date_trunc('hour', from_iso8601_timestamp(:to) AT TIME ZONE 'UTC')
  GROUP BY stack_id
),
amounts AS (
  -- Once for a stack, which has the same frames on every day
  SELECT
    min(day) AS day,
    stack_id,
    sum(IF(snapshots = 1, total, CAST(round(CAST(total AS double) / snapshots) AS bigint))) AS amount
  FROM totals
  GROUP BY stack_id
),
functions AS (
  -- The first of a stack's functions is its leaf; a stack without frames counts in the whole alone
  SELECT
    f.label AS function,
    sum(IF(f.position = 1, s.amount, 0)) AS flat,
    sum(s.amount) AS cumulative,
    sum(sum(IF(coalesce(f.position, 1) = 1, abs(s.amount), 0))) OVER () AS whole
  FROM (
    SELECT
      IF(
        stack_focus(k.frames, :focus) AND NOT stack_ignore(k.frames, :ignore),
        distinct_functions(IF(:by = 'label', k.frames, group_frames(k.frames, :by)))) AS labels,
      a.amount
    FROM profiles.stacks AS k
    JOIN amounts AS a ON k.day = a.day AND k.stack_id = a.stack_id
    WHERE k.service_name = :service
      AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
          AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  ) AS s
  LEFT JOIN UNNEST(s.labels) WITH ORDINALITY AS f (label, position) ON true
  GROUP BY f.label
)
SELECT
  function,
  flat,
  round(1e2 * flat / nullif(whole, 0), 2) AS flat_percent,
  round(1e2 * sum(flat) OVER (ORDER BY rank) / nullif(whole, 0), 2) AS sum_percent,
  cumulative,
  round(1e2 * cumulative / nullif(whole, 0), 2) AS cumulative_percent
FROM (
  SELECT
    *,
    row_number() OVER (
      ORDER BY
        abs(IF(:order = 'cumulative', cumulative, flat)) DESC, abs(cumulative) DESC, abs(flat) DESC, function) AS rank
  FROM functions
  WHERE function IS NOT NULL
)
WHERE rank <= CAST(:limit AS bigint)
ORDER BY rank
