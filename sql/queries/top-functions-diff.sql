-- Which functions of a service cost more than they did, and which less?
--
-- Side a is what b is compared with. Give both sides the same labels to compare two times, the same times to compare two
-- label sets, or a label such as version to compare two releases. Amounts of b are scaled: in mode rate by the wall time
-- that the profiles of either side cover (those that overlap cover it once), so that equal amounts per second are equal;
-- in mode normalized so that both totals are equal; in mode absolute not at all, nor where a side has no time or total.
-- Deltas are summed. Of a gauge, which covers no time, each series gives the average of its snapshots.
-- A function that calls itself counts once in a stack.
--
-- Parameters
--   :service     service, as in the label service_name
--   :type        profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from_a      start of the time range of a, inclusive, ISO 8601 with a zone, for example 2026-11-20T00:00:00Z
--   :to_a        end of the time range of a, exclusive, ISO 8601 with a zone
--   :matchers_a  Prometheus matchers of the series' labels of a, for example {env=~"prod.*"} (default '{}')
--   :from_b      start of the time range of b, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to_b        end of the time range of b, exclusive, ISO 8601 with a zone
--   :matchers_b  Prometheus matchers of the series' labels of b, for example {env=~"prod.*"} (default '{}')
--   :mode        what is made equal by scaling b: rate, normalized or absolute (default 'rate')
--   :order       what the rows are ordered by the change of, flat or cumulative (default 'flat')
--   :limit       rows at most (default '30')
--
-- Columns
--   function                   varchar  function, or address within a file
--   flat_a                     bigint   amount of a of the stacks that it is the leaf of
--   flat_b                     bigint   the same of b
--   flat_change                bigint   flat_b - flat_a
--   cumulative_a               bigint   amount of a of the stacks that it is in
--   cumulative_b               bigint   the same of b
--   cumulative_change          bigint   cumulative_b - cumulative_a
--   cumulative_change_percent  double   of cumulative_a; null if that is 0
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
    AND (r.day BETWEEN date(from_iso8601_timestamp(:from_a) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to_a) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
      OR r.day BETWEEN date(from_iso8601_timestamp(:from_b) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to_b) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC'))
    AND label_match(r.labels, d.matchers)
),
intervals AS (
  SELECT
    d.side,
    p.series_id,
    p.temporality,
    p.start_nanos AS begins,
    p.start_nanos + coalesce(p.duration_nanos, 0) AS ends,
    max(p.start_nanos + coalesce(p.duration_nanos, 0)) OVER (
      PARTITION BY d.side
      ORDER BY p.start_nanos, p.start_nanos + coalesce(p.duration_nanos, 0)
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_until
  FROM profiles.profiles AS p
  JOIN sides AS d ON p.time >= d.begins AND p.time < d.ends
  JOIN named AS n ON n.side = d.side AND n.series_id = p.series_id
  WHERE p.service_name = :service
    AND p.profile_type = :type
    AND (p.time >= from_iso8601_timestamp(:from_a) AND p.time < from_iso8601_timestamp(:to_a)
      OR p.time >= from_iso8601_timestamp(:from_b) AND p.time < from_iso8601_timestamp(:to_b))
    AND p.temporality <> 'baseline'
),
wanted AS (
  -- The series, how their samples add up, and the time that their side covers
  SELECT
    side,
    series_id,
    IF(max(temporality) = 'gauge', count(*), 1) AS snapshots,
    sum(sum(greatest(0, ends - greatest(begins, coalesce(covered_until, begins))))) OVER (PARTITION BY side) AS covered
  FROM intervals
  GROUP BY side, series_id
),
totals AS (
  SELECT min(CAST(s.time AS date)) AS day, s.stack_id, d.side, w.snapshots, w.covered, sum(s.value) AS total
  FROM profiles.samples AS s
  JOIN sides AS d ON s.time >= d.begins AND s.time < d.ends
  JOIN wanted AS w ON w.side = d.side AND w.series_id = s.series_id
  WHERE s.service_name = :service
    AND s.profile_type = :type
    AND (s.time >= from_iso8601_timestamp(:from_a) AND s.time < from_iso8601_timestamp(:to_a)
      OR s.time >= from_iso8601_timestamp(:from_b) AND s.time < from_iso8601_timestamp(:to_b))
  GROUP BY s.stack_id, d.side, w.snapshots, w.covered
),
amounts AS (
  -- Once for a stack, which has the same frames on every day
  SELECT
    min(day) AS day,
    stack_id,
    coalesce(sum(amount) FILTER (WHERE side = 'a'), 0) AS amount_a,
    coalesce(sum(amount) FILTER (WHERE side = 'b'), 0) AS amount_b,
    max(covered) FILTER (WHERE side = 'a') AS covered_a,
    max(covered) FILTER (WHERE side = 'b') AS covered_b
  FROM (
    SELECT *, IF(snapshots = 1, total, CAST(round(CAST(total AS double) / snapshots) AS bigint)) AS amount
    FROM totals
  )
  GROUP BY stack_id
),
weighed AS (
  SELECT
    day,
    stack_id,
    amount_a,
    amount_b,
    CASE :mode
      WHEN 'rate' THEN max(covered_a) OVER ()
      WHEN 'normalized' THEN CAST(sum(amount_a) OVER () AS bigint)
    END AS weight_a,
    CASE :mode
      WHEN 'rate' THEN max(covered_b) OVER ()
      WHEN 'normalized' THEN CAST(sum(amount_b) OVER () AS bigint)
    END AS weight_b
  FROM amounts
),
functions AS (
  -- The first of a stack's functions is its leaf
  SELECT
    f.label AS function,
    coalesce(sum(s.amount_a) FILTER (WHERE f.position = 1), 0) AS flat_a,
    coalesce(sum(s.amount_b) FILTER (WHERE f.position = 1), 0) AS flat_b,
    sum(s.amount_a) AS cumulative_a,
    sum(s.amount_b) AS cumulative_b,
    max(s.scale) AS scale
  FROM (
    SELECT
      distinct_functions(k.frames) AS labels,
      w.amount_a,
      w.amount_b,
      IF(w.weight_a > 0 AND w.weight_b > 0, CAST(w.weight_a AS double) / w.weight_b, 1) AS scale
    FROM profiles.stacks AS k
    JOIN weighed AS w ON k.day = w.day AND k.stack_id = w.stack_id
    WHERE k.service_name = :service
      AND (
        k.day BETWEEN date(from_iso8601_timestamp(:from_a) AT TIME ZONE 'UTC')
          AND date((from_iso8601_timestamp(:to_a) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
        OR k.day BETWEEN date(from_iso8601_timestamp(:from_b) AT TIME ZONE 'UTC')
          AND date((from_iso8601_timestamp(:to_b) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC'))
  ) AS s
  CROSS JOIN UNNEST(s.labels) WITH ORDINALITY AS f (label, position)
  GROUP BY f.label
),
scaled AS (
  SELECT
    function,
    flat_a,
    CAST(round(flat_b * scale) AS bigint) AS flat_b,
    cumulative_a,
    CAST(round(cumulative_b * scale) AS bigint) AS cumulative_b
  FROM functions
)
SELECT
  function,
  flat_a,
  flat_b,
  flat_b - flat_a AS flat_change,
  cumulative_a,
  cumulative_b,
  cumulative_b - cumulative_a AS cumulative_change,
  round(1e2 * (cumulative_b - cumulative_a) / nullif(cumulative_a, 0), 2) AS cumulative_change_percent
FROM (
  SELECT
    *,
    row_number() OVER (
      ORDER BY
        abs(IF(:order = 'cumulative', cumulative_b - cumulative_a, flat_b - flat_a)) DESC,
        abs(cumulative_b - cumulative_a) DESC,
        function) AS rank
  FROM scaled
)
WHERE rank <= CAST(:limit AS bigint)
ORDER BY rank
