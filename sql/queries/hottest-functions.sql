-- Which functions cost most across all services, and in which service?
--
-- Deltas are summed. Of a gauge, each series gives the average of its snapshots, to the nearest whole, and the series are
-- summed. What was sent cumulative was stored as deltas; of its first snapshot, the baseline, nothing is counted.
-- A function that calls itself counts once in a stack. A row is a function in a service; all services that it costs
-- something in follow one another.
--
-- Parameters
--   :type          profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from          start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to            end of the time range, exclusive, ISO 8601 with a zone
--   :matchers      Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :rolled_until  sums are taken of hours that end by then, as rolled-until tells (default '1970-01-01T00:00:00Z')
--   :by            what a row is: label (function or address), function, file, line, mapping, package (default 'label')
--   :order         what the functions are ordered by, flat or cumulative (default 'flat')
--   :limit         functions at most (default '30')
--
-- Columns
--   function            varchar  function, or address within a file; or what the rows are by
--   services            bigint   services that it costs something in
--   flat                bigint   in all services: amount of the stacks that it is the leaf of
--   flat_percent        double   of everything
--   cumulative          bigint   in all services: amount of the stacks that it is in
--   cumulative_percent  double   of everything
--   service_name        varchar  service
--   service_flat        bigint   flat in this service
--   service_cumulative  bigint   cumulative in this service
--   service_percent     double   this service's part of the function's amount that the rows are ordered by
WITH wanted AS (
  -- The series, and how their samples add up over the range
  SELECT
    series_id,
    IF(max(temporality) = 'gauge', count(*), 1) AS snapshots
  FROM profiles.profiles
  WHERE profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
    AND (:matchers = '{}' OR series_id IN (
      SELECT series_id
      FROM profiles.series
      WHERE day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
            AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
        AND label_match(labels, :matchers)))
  GROUP BY series_id
),
totals AS (
  SELECT s.service_name, min(CAST(s.time AS date)) AS day, s.stack_id, w.snapshots, sum(s.value) AS total
  FROM profiles.samples AS s
  JOIN wanted AS w ON w.series_id = s.series_id
  WHERE s.profile_type = :type
    AND s.time >= from_iso8601_timestamp(:from)
    AND s.time < from_iso8601_timestamp(:to)
    AND (s.time < date_trunc('hour', (from_iso8601_timestamp(:from) + INTERVAL '3599.999' SECOND) AT TIME ZONE 'UTC')
      OR s.time >= date_trunc('hour', from_iso8601_timestamp(IF(:matchers = '{}', :rolled_until, '1970-01-01T00:00:00Z')) AT TIME ZONE 'UTC')
      OR s.time >= date_trunc('hour', from_iso8601_timestamp(:to) AT TIME ZONE 'UTC'))
  GROUP BY s.service_name, s.stack_id, w.snapshots
  UNION ALL
  -- The whole hours of the range that are summed already, of all series
  SELECT service_name, min(CAST(hour AS date)), stack_id, 1, sum(value)
  FROM profiles.samples_hourly
  WHERE profile_type = :type
    AND hour >= date_trunc('hour', (from_iso8601_timestamp(:from) + INTERVAL '3599.999' SECOND) AT TIME ZONE 'UTC')
    AND hour < date_trunc('hour', from_iso8601_timestamp(IF(:matchers = '{}', :rolled_until, '1970-01-01T00:00:00Z')) AT TIME ZONE 'UTC')
    AND hour < date_trunc('hour', from_iso8601_timestamp(:to) AT TIME ZONE 'UTC')
  GROUP BY service_name, stack_id
),
amounts AS (
  -- Once for a stack, which has the same frames on every day
  SELECT
    service_name,
    min(day) AS day,
    stack_id,
    sum(IF(snapshots = 1, total, CAST(round(CAST(total AS double) / snapshots) AS bigint))) AS amount
  FROM totals
  GROUP BY service_name, stack_id
),
functions AS (
  -- The first of a stack's functions is its leaf; a stack without frames counts in the whole alone
  SELECT
    *,
    count(*) OVER (PARTITION BY function) AS services,
    sum(service_flat) OVER (PARTITION BY function) AS flat,
    sum(service_cumulative) OVER (PARTITION BY function) AS cumulative
  FROM (
    SELECT
      s.service_name,
      f.label AS function,
      sum(IF(f.position = 1, s.amount, 0)) AS service_flat,
      sum(s.amount) AS service_cumulative,
      sum(sum(IF(coalesce(f.position, 1) = 1, abs(s.amount), 0))) OVER () AS whole
    FROM (
      SELECT
        a.service_name,
        distinct_functions(IF(:by = 'label', k.frames, group_frames(k.frames, :by))) AS labels,
        a.amount
      FROM profiles.stacks AS k
      JOIN amounts AS a ON k.day = a.day AND k.service_name = a.service_name AND k.stack_id = a.stack_id
      WHERE k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
            AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
    ) AS s
    LEFT JOIN UNNEST(s.labels) WITH ORDINALITY AS f (label, position) ON true
    GROUP BY s.service_name, f.label
  )
  WHERE function IS NOT NULL
)
SELECT
  function,
  services,
  flat,
  round(1e2 * flat / nullif(whole, 0), 2) AS flat_percent,
  cumulative,
  round(1e2 * cumulative / nullif(whole, 0), 2) AS cumulative_percent,
  service_name,
  service_flat,
  service_cumulative,
  IF(
    :order = 'cumulative',
    round(1e2 * service_cumulative / nullif(cumulative, 0), 2),
    round(1e2 * service_flat / nullif(flat, 0), 2)) AS service_percent
FROM (
  SELECT
    *,
    dense_rank() OVER (
      ORDER BY
        abs(IF(:order = 'cumulative', cumulative, flat)) DESC, abs(cumulative) DESC, abs(flat) DESC, function) AS rank
  FROM functions
)
WHERE rank <= CAST(:limit AS bigint)
ORDER BY rank, IF(:order = 'cumulative', service_cumulative, service_flat) DESC, service_cumulative DESC, service_name
