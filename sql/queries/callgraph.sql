-- Who calls whom in a service, and what does it cost?
--
-- Deltas are summed. Of a gauge, each series gives the average of its snapshots, to the nearest whole, and the series are
-- summed. What was sent cumulative was stored as deltas; of its first snapshot, the baseline, nothing is counted.
-- A call counts once in a stack, however often recursion makes it.
--
-- Parameters
--   :service       service, as in the label service_name
--   :type          profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from          start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to            end of the time range, exclusive, ISO 8601 with a zone
--   :matchers      Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :rolled_until  sums are taken of hours that end by then, as rolled-until tells (default '1970-01-01T00:00:00Z')
--   :by            what a row is: label (function or address), function, file, line, mapping, package (default 'label')
--   :function      only calls by or of this one; as pprof's peek (default '': all)
--   :focus         only stacks that match this regular expression, as pprof's focus (default '': all)
--   :ignore        no stacks that match this one, as pprof's ignore (default '': all)
--   :limit         rows at most (default '1000')
--
-- Columns
--   caller   varchar  function that calls; null where a stack starts
--   callee   varchar  function that is called
--   value    bigint   amount of the stacks with this call
--   percent  double   of everything
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
)
SELECT caller, callee, value, round(1e2 * value / nullif(whole, 0), 2) AS percent
FROM (
  SELECT g.caller, g.callee, g.value, c.whole, row_number() OVER (ORDER BY g.position) AS place
  FROM (
    SELECT
      callgraph(IF(:by = 'label', k.frames, group_frames(k.frames, :by)), a.amount)
        FILTER (WHERE stack_focus(k.frames, :focus) AND NOT stack_ignore(k.frames, :ignore)) AS graph,
      sum(abs(a.amount)) AS whole
    FROM profiles.stacks AS k
    JOIN amounts AS a ON k.day = a.day AND k.stack_id = a.stack_id
    WHERE k.service_name = :service
      AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
          AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  ) AS c
  CROSS JOIN UNNEST(c.graph) WITH ORDINALITY AS g (caller, callee, value, position)
  WHERE :function IN ('', g.caller, g.callee)
)
WHERE place <= CAST(:limit AS bigint)
ORDER BY place
