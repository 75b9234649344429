-- What did each series of a service do, step after step?
--
-- A flame graph for every step and series: side by side in the order of time they are a flame chart.
-- Deltas are summed. Of a gauge, each series gives the average of its snapshots in the step, to the nearest whole.
--
-- Parameters
--   :service    service, as in the label service_name
--   :type       profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from       start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to         end of the time range, exclusive, ISO 8601 with a zone
--   :matchers   Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :step       length of a step in seconds (default '60'); steps begin at multiples of it since 1970
--   :max_nodes  nodes of one flame graph at most; the smallest are summed as (other) (default '1000')
--
-- Columns
--   time       timestamp(3) with time zone  start of the step, UTC
--   series_id  bigint                       series
--   labels     varchar                      its labels as a JSON object
--   level      bigint                       distance from the root, which has 0
--   label      varchar                      function, or address within a file
--   self       bigint                       amount of the stacks that end here
--   value      bigint                       self and everything above it; rows are depth first, siblings by value
WITH named AS (
  SELECT series_id, any_value(json_format(CAST(labels AS json))) AS labels
  FROM profiles.series
  WHERE service_name = :service
    AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
    AND label_match(labels, :matchers)
  GROUP BY series_id
),
wanted AS (
  -- The series in each step, and how their samples add up
  SELECT
    p.series_id,
    n.labels,
    (p.time_nanos - mod(p.time_nanos, CAST(:step AS bigint) * 1000000000)) / 1000000000 AS step,
    IF(max(p.temporality) = 'gauge', count(*), 1) AS snapshots
  FROM profiles.profiles AS p
  JOIN named AS n ON n.series_id = p.series_id
  WHERE p.service_name = :service
    AND p.profile_type = :type
    AND p.time >= from_iso8601_timestamp(:from)
    AND p.time < from_iso8601_timestamp(:to)
  GROUP BY 1, 2, 3
),
totals AS (
  SELECT
    series_id,
    CAST(floor(to_unixtime(time)) AS bigint) / CAST(:step AS bigint) * CAST(:step AS bigint) AS step,
    CAST(time AS date) AS day,
    stack_id,
    sum(value) AS total
  FROM profiles.samples
  WHERE service_name = :service
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
  GROUP BY 1, 2, 3, 4
)
SELECT
  CAST(from_unixtime(s.step) AS timestamp(3) with time zone) AT TIME ZONE 'UTC' AS time,
  s.series_id,
  s.labels,
  g.level,
  g.label,
  g.self,
  g.value
FROM (
  SELECT
    w.step,
    w.series_id,
    w.labels,
    flamegraph(
      k.frames,
      IF(w.snapshots = 1, t.total, CAST(round(CAST(t.total AS double) / w.snapshots) AS bigint)),
      CAST(:max_nodes AS bigint)) AS graph
  FROM totals AS t
  JOIN wanted AS w ON w.series_id = t.series_id AND w.step = t.step
  JOIN profiles.stacks AS k ON k.day = t.day AND k.stack_id = t.stack_id
  WHERE k.service_name = :service
    AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  GROUP BY w.step, w.series_id, w.labels
) AS s
CROSS JOIN UNNEST(s.graph) WITH ORDINALITY AS g (level, label, self, value, position)
ORDER BY s.step, s.labels, s.series_id, g.position
