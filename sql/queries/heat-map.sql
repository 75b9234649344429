-- How are the amounts of profiles, or of a function in them, spread over time?
--
-- Counts profiles by step and by their amount: a total, or what passed through a function (0 where it is not). Amounts are
-- per second if all profiles that are counted say how long they took. Buckets are equally wide, from the least amount of
-- the whole range to the largest; those without profiles have no row. A profile counts once for each of its series.
-- Baselines are left out.
--
-- Parameters
--   :service   service, as in the label service_name
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :step      length of a step in seconds (default '60'); steps begin at multiples of it since 1970
--   :function  function, as a flame graph labels it (default '': whole profiles)
--   :buckets   number of buckets (default '20')
--
-- Columns
--   time         timestamp(3) with time zone  start of the step, UTC
--   bucket_from  double                       least amount of the bucket, in the unit of the profile type
--   bucket_to    double                       where the next begins; the last one includes it
--   per_second   boolean                      whether amounts are per second
--   profiles     bigint                       profiles with such an amount
WITH whole AS (
  SELECT
    series_id,
    time,
    arbitrary(time_nanos - mod(time_nanos, CAST(:step AS bigint) * 1000000000)) AS step,
    sum(total) AS total,
    max(duration_nanos) AS nanos
  FROM profiles.profiles
  WHERE service_name = :service
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
    AND temporality <> 'baseline'
    AND (:matchers = '{}' OR series_id IN (
      SELECT series_id
      FROM profiles.series
      WHERE service_name = :service
        AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
            AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
        AND label_match(labels, :matchers)))
  GROUP BY series_id, time
),
parts AS (
  SELECT s.series_id, s.time, sum(s.value) AS part
  FROM profiles.samples AS s
  JOIN profiles.stacks AS k ON k.day = CAST(s.time AS date) AND k.stack_id = s.stack_id
  WHERE :function <> ''
    AND s.service_name = :service
    AND s.profile_type = :type
    AND s.time >= from_iso8601_timestamp(:from)
    AND s.time < from_iso8601_timestamp(:to)
    AND k.service_name = :service
    AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
    AND contains(distinct_functions(k.frames), :function)
  GROUP BY s.series_id, s.time
),
amounts AS (
  SELECT
    step,
    per_second,
    CAST(amount AS double) / IF(per_second, nanos / 1e9, 1) AS amount
  FROM (
    SELECT
      w.step,
      w.nanos,
      IF(:function = '', w.total, coalesce(p.part, 0)) AS amount,
      bool_and(coalesce(w.nanos, 0) > 0) OVER () AS per_second
    FROM whole AS w
    LEFT JOIN parts AS p ON p.series_id = w.series_id AND p.time = w.time
  )
),
placed AS (
  SELECT
    step,
    per_second,
    least,
    width,
    IF(width = 0, 0, least(CAST(floor((amount - least) / width) AS bigint), CAST(:buckets AS bigint) - 1)) AS bucket
  FROM (
    SELECT
      *,
      min(amount) OVER () AS least,
      (max(amount) OVER () - min(amount) OVER ()) / CAST(:buckets AS bigint) AS width
    FROM amounts
  )
)
SELECT
  CAST(from_unixtime_nanos(step) AS timestamp(3) with time zone) AT TIME ZONE 'UTC' AS time,
  least + bucket * width AS bucket_from,
  least + (bucket + 1) * width AS bucket_to,
  per_second,
  count(*) AS profiles
FROM placed
GROUP BY step, least, width, per_second, bucket
ORDER BY step, bucket
