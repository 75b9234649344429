-- How does the share of a function develop over days or weeks?
--
-- Deltas are summed. Of a gauge, each series gives the average of its snapshots in the step, to the nearest whole.
-- Services that never have the function are left out, unless all are taken as one. Days are in UTC, weeks begin on Monday;
-- the first and the last step hold what of them is in the time range.
--
-- Parameters
--   :service   service, as in the label service_name (default '': every service)
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :function  function, as a flame graph labels it
--   :step      length of a step, day or week (default 'day')
--   :per       what has rows of its own: service, or all for all services as one (default 'service')
--
-- Columns
--   day                 date     first day of the step
--   service_name        varchar  service, or (all)
--   flat                bigint   amount of the stacks that the function is the leaf of
--   cumulative          bigint   amount of the stacks that it is in
--   total               bigint   amount of all stacks
--   flat_percent        double   of the total
--   cumulative_percent  double   of the total
WITH steps AS (
  -- The series in each step, and how their samples add up
  SELECT
    service_name,
    series_id,
    date_trunc(:step, CAST(time AS date)) AS step,
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
  GROUP BY service_name, series_id, date_trunc(:step, CAST(time AS date))
),
totals AS (
  SELECT service_name, series_id, CAST(time AS date) AS day, stack_id, sum(value) AS total
  FROM profiles.samples
  WHERE (:service = '' OR service_name = :service)
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
  GROUP BY service_name, series_id, CAST(time AS date), stack_id
),
averages AS (
  SELECT w.step, t.service_name, t.stack_id, max(t.day) AS day, w.snapshots, sum(t.total) AS total
  FROM totals AS t
  JOIN steps AS w
    ON w.service_name = t.service_name AND w.series_id = t.series_id AND w.step = date_trunc(:step, t.day)
  GROUP BY w.step, t.service_name, t.stack_id, w.snapshots
),
amounts AS (
  SELECT
    step,
    service_name,
    stack_id,
    max(day) AS day,
    sum(IF(snapshots = 1, total, CAST(round(CAST(total AS double) / snapshots) AS bigint))) AS amount
  FROM averages
  GROUP BY step, service_name, stack_id
),
shares AS (
  SELECT
    a.step,
    IF(:per = 'all', '(all)', a.service_name) AS service_name,
    coalesce(sum(a.amount) FILTER (WHERE frame_label(element_at(k.frames, 1)) = :function), 0) AS flat,
    coalesce(sum(a.amount) FILTER (WHERE contains(distinct_functions(k.frames), :function)), 0) AS cumulative,
    sum(a.amount) AS total
  FROM profiles.stacks AS k
  JOIN amounts AS a ON k.day = a.day AND k.service_name = a.service_name AND k.stack_id = a.stack_id
  WHERE (:service = '' OR k.service_name = :service)
    AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  GROUP BY a.step, IF(:per = 'all', '(all)', a.service_name)
)
SELECT
  step AS day,
  service_name,
  flat,
  cumulative,
  total,
  round(1e2 * flat / nullif(total, 0), 2) AS flat_percent,
  round(1e2 * cumulative / nullif(total, 0), 2) AS cumulative_percent
FROM (
  SELECT *, max(abs(cumulative)) OVER (PARTITION BY service_name) AS largest
  FROM shares
)
WHERE largest > 0
ORDER BY step, service_name
