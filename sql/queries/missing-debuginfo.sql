-- Which services need debuginfo, and for which files?
--
-- Deltas are summed. Of a gauge, each series gives the average of its snapshots, to the nearest whole, and the series are
-- summed. What was sent cumulative was stored as deltas; of its first snapshot, the baseline, nothing is counted.
-- A file that several frames of a stack lie in counts once in the stack.
--
-- Parameters
--   :service       service, as in the label service_name (default '': every service)
--   :type          profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from          start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to            end of the time range, exclusive, ISO 8601 with a zone
--   :matchers      Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :rolled_until  sums are taken of hours that end by then, as rolled-until tells (default '1970-01-01T00:00:00Z')
--   :limit         rows at most (default '100')
--
-- Columns
--   service_name        varchar  service
--   mapping             varchar  mapped file; null if the profiler did not tell
--   build_id            varchar  its build id; null if the profiler did not tell
--   stacks              bigint   stacks with frames of this file that have no function
--   stacks_percent      double   of the service's stacks
--   flat                bigint   amount of the stacks whose leaf is such a frame
--   flat_percent        double   of the service's amount
--   cumulative          bigint   amount of the stacks with such a frame
--   cumulative_percent  double   of the service's amount
WITH wanted AS (
  -- The series, and how their samples add up over the range
  SELECT
    series_id,
    IF(max(temporality) = 'gauge', count(*), 1) AS snapshots
  FROM profiles.profiles
  WHERE (:service = '' OR service_name = :service)
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
    AND (:matchers = '{}' OR series_id IN (
      SELECT series_id
      FROM profiles.series
      WHERE (:service = '' OR service_name = :service)
        AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
            AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
        AND label_match(labels, :matchers)))
  GROUP BY series_id
),
totals AS (
  SELECT s.service_name, min(CAST(s.time AS date)) AS day, s.stack_id, w.snapshots, sum(s.value) AS total
  FROM profiles.samples AS s
  JOIN wanted AS w ON w.series_id = s.series_id
  WHERE (:service = '' OR s.service_name = :service)
    AND s.profile_type = :type
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
  WHERE (:service = '' OR service_name = :service)
    AND profile_type = :type
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
files AS (
  -- A stack whose frames all have functions counts in the whole alone
  SELECT
    s.service_name,
    f.mapping,
    f.build_id,
    f.position IS NULL AS resolved,
    count(*) AS stacks,
    sum(IF(f.position = 1 AND s.at_leaf, s.amount, 0)) AS flat,
    sum(s.amount) AS cumulative,
    sum(count_if(coalesce(f.position, 1) = 1)) OVER (PARTITION BY s.service_name) AS all_stacks,
    sum(sum(IF(coalesce(f.position, 1) = 1, abs(s.amount), 0))) OVER (PARTITION BY s.service_name) AS whole
  FROM (
    SELECT
      a.service_name,
      a.amount,
      element_at(k.frames, 1).function IS NULL AS at_leaf,
      array_distinct(transform(
        filter(k.frames, f -> f.function IS NULL),
        f -> CAST(ROW(f.mapping, f.build_id) AS row(mapping varchar, build_id varchar)))) AS files
    FROM amounts AS a
    LEFT JOIN (
      SELECT day, service_name, stack_id, frames
      FROM profiles.stacks
      WHERE (:service = '' OR service_name = :service)
        AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
            AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
        AND unresolved > 0
    ) AS k ON k.day = a.day AND k.service_name = a.service_name AND k.stack_id = a.stack_id
  ) AS s
  LEFT JOIN UNNEST(s.files) WITH ORDINALITY AS f (mapping, build_id, position) ON true
  GROUP BY s.service_name, f.mapping, f.build_id, f.position IS NULL
)
SELECT
  service_name,
  mapping,
  build_id,
  stacks,
  round(1e2 * stacks / all_stacks, 2) AS stacks_percent,
  flat,
  round(1e2 * flat / nullif(whole, 0), 2) AS flat_percent,
  cumulative,
  round(1e2 * cumulative / nullif(whole, 0), 2) AS cumulative_percent
FROM (
  SELECT
    *,
    row_number() OVER (ORDER BY cumulative DESC, flat DESC, service_name, mapping, build_id) AS place
  FROM files
  WHERE NOT resolved
)
WHERE place <= CAST(:limit AS bigint)
ORDER BY place
