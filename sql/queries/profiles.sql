-- Which profiles are there?
--
-- Parameters
--   :service   service, as in the label service_name
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds (default '': every type)
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :limit     rows at most (default '100')
--
-- Columns
--   time              timestamp(6) with time zone  its time: when it begins, or a delta of counters ends
--   profile_type      varchar                      name:sample_type:sample_unit:period_type:period_unit
--   labels            varchar                      labels of its series as a JSON object
--   temporality       varchar                      delta, gauge, baseline or reset
--   duration_seconds  double                       time that it covers; null if it does not say
--   sample_count      bigint                       samples
--   total             bigint                       sum of its values
--   rate              double                       total per second; null without a duration
--   series_id         bigint                       series
--   profile_id        varchar                      the same for every type of one profile and series
SELECT
  time, profile_type, labels, temporality, duration_seconds, sample_count, total, rate, series_id, profile_id
FROM (
  SELECT
    p.time,
    p.profile_type,
    json_format(CAST(s.labels AS json)) AS labels,
    p.temporality,
    p.duration_nanos / 1e9 AS duration_seconds,
    p.sample_count,
    p.total,
    p.rate,
    p.series_id,
    p.profile_id,
    row_number() OVER (ORDER BY p.time DESC, p.profile_type, p.series_id, p.profile_id) AS place
  FROM profiles.profiles AS p
  JOIN profiles.series AS s ON s.day = CAST(p.time AS date) AND s.series_id = p.series_id
  WHERE p.service_name = :service
    AND s.service_name = :service
    AND (:type = '' OR p.profile_type = :type)
    AND p.time >= from_iso8601_timestamp(:from)
    AND p.time < from_iso8601_timestamp(:to)
    AND s.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
    AND label_match(s.labels, :matchers)
)
WHERE place <= CAST(:limit AS bigint)
ORDER BY place
