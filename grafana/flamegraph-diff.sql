-- How do two flame graphs of a service differ?
--
-- Side b is compared with side a, the baseline, and scaled so that both totals are equal. Deltas are summed. Of a gauge,
-- each series gives the average of its snapshots, to the nearest whole, and the series are summed.
--
-- Parameters
--   :service     service, as in the label service_name
--   :type        profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from_a      start of the time range of a, inclusive, ISO 8601 with a zone, for example 2026-11-20T00:00:00Z
--   :to_a        end of the time range of a, exclusive, ISO 8601 with a zone
--   :matchers_a  Prometheus matchers of the labels of the series of a (default '{}')
--   :from_b      start of the time range of b, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to_b        end of the time range of b, exclusive, ISO 8601 with a zone
--   :matchers_b  Prometheus matchers of the labels of the series of b (default '{}')
--
-- Columns
--   level       bigint   distance from the root, which has 0
--   label       varchar  function, or address within a file
--   value       bigint   amount of a: self and everything above it
--   self        bigint   amount of a of the stacks that end here
--   valueRight  bigint   the same of b; rows are depth first, siblings by the larger of both values
--   selfRight   bigint   the same of b
WITH sides (side, begins, ends, matchers) AS (
  VALUES
    ('a', from_iso8601_timestamp(:from_a), from_iso8601_timestamp(:to_a), :matchers_a),
    ('b', from_iso8601_timestamp(:from_b), from_iso8601_timestamp(:to_b), :matchers_b)
),
named AS (
  -- The series of each side
  SELECT DISTINCT d.side, r.series_id
  FROM profiles.series AS r
  JOIN sides AS d
    ON r.day BETWEEN date(d.begins AT TIME ZONE 'UTC')
      AND date((d.ends - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  WHERE r.service_name = :service
    AND label_match(r.labels, d.matchers)
),
wanted AS (
  -- How their samples add up over the range
  SELECT d.side, p.series_id, IF(max(p.temporality) = 'gauge', count(*), 1) AS snapshots
  FROM profiles.profiles AS p
  JOIN sides AS d ON p.time >= d.begins AND p.time < d.ends
  JOIN named AS n ON n.side = d.side AND n.series_id = p.series_id
  WHERE p.service_name = :service
    AND p.profile_type = :type
    AND (p.time >= from_iso8601_timestamp(:from_a) AND p.time < from_iso8601_timestamp(:to_a)
      OR p.time >= from_iso8601_timestamp(:from_b) AND p.time < from_iso8601_timestamp(:to_b))
  GROUP BY d.side, p.series_id
),
totals AS (
  SELECT d.side, min(CAST(s.time AS date)) AS day, s.stack_id, w.snapshots, sum(s.value) AS total
  FROM profiles.samples AS s
  JOIN sides AS d ON s.time >= d.begins AND s.time < d.ends
  JOIN wanted AS w ON w.side = d.side AND w.series_id = s.series_id
  WHERE s.service_name = :service
    AND s.profile_type = :type
    AND (s.time >= from_iso8601_timestamp(:from_a) AND s.time < from_iso8601_timestamp(:to_a)
      OR s.time >= from_iso8601_timestamp(:from_b) AND s.time < from_iso8601_timestamp(:to_b))
  GROUP BY d.side, s.stack_id, w.snapshots
),
amounts AS (
  -- Once for a stack, which has the same frames on every day
  SELECT
    min(day) AS day,
    stack_id,
    sum(amount) FILTER (WHERE side = 'a') AS amount_a,
    sum(amount) FILTER (WHERE side = 'b') AS amount_b
  FROM (
    SELECT
      *,
      IF(snapshots = 1, total, CAST(round(CAST(total AS double) / snapshots) AS bigint)) AS amount
    FROM totals
  )
  GROUP BY stack_id
)
SELECT g.level, g.label, g."value", g.self, g."valueRight", g."selfRight"
FROM (
  SELECT flamegraph_diff(k.frames, a.amount_a, a.amount_b, 'normalized') AS graph
  FROM amounts AS a
  JOIN profiles.stacks AS k ON k.day = a.day AND k.stack_id = a.stack_id
  WHERE k.service_name = :service
    AND (
      k.day BETWEEN date(from_iso8601_timestamp(:from_a) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to_a) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
      OR k.day BETWEEN date(from_iso8601_timestamp(:from_b) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to_b) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC'))
)
CROSS JOIN UNNEST(graph) WITH ORDINALITY AS g (level, label, "value", self, "valueRight", "selfRight", position)
ORDER BY g.position
