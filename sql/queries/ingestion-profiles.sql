-- How regularly do profiles come in, and how often did counters begin anew?
--
-- A gap is a time between two profiles of a series that is more than one and a half times as long as half of the times
-- between its profiles are: one was not sent, was rejected, or was a snapshot of a counter that came too late (which has no
-- row: the next delta covers it). Many baselines are many new processes, or streams that were silent for longer than
-- delta.ttl; many resets are restarts under the same labels, or two processes with the same ones.
--
-- Parameters
--   :service  service, as in the label service_name (default '': every service)
--   :from     start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to       end of the time range, exclusive, ISO 8601 with a zone
--
-- Columns
--   service_name    varchar                      service
--   profile_type    varchar                      name:sample_type:sample_unit:period_type:period_unit
--   series          bigint                       series that have it
--   profiles        bigint                       profiles, counted once for each series
--   baselines       bigint                       first snapshots of a counter
--   resets          bigint                       snapshots of a counter that began anew
--   gaps            bigint                       times between two profiles that are unusually long
--   first_time      timestamp(6) with time zone  time of the first
--   last_time       timestamp(6) with time zone  time of the last
--   silent_seconds  double                       from then to the end of the time range
WITH chosen AS (
  SELECT
    service_name,
    profile_type,
    series_id,
    temporality,
    time,
    time_nanos - lag(time_nanos) OVER (PARTITION BY service_name, profile_type, series_id ORDER BY time_nanos) AS apart
  FROM profiles.profiles
  WHERE (:service = '' OR service_name = :service)
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
),
usual AS (
  SELECT service_name, profile_type, series_id, approx_percentile(apart, 5e-1) AS half
  FROM chosen
  GROUP BY service_name, profile_type, series_id
)
SELECT
  c.service_name,
  c.profile_type,
  count(DISTINCT c.series_id) AS series,
  count(*) AS profiles,
  count_if(c.temporality = 'baseline') AS baselines,
  count_if(c.temporality = 'reset') AS resets,
  count_if(c.apart > 1.5e0 * u.half) AS gaps,
  min(c.time) AS first_time,
  max(c.time) AS last_time,
  to_unixtime(from_iso8601_timestamp(:to)) - to_unixtime(max(c.time)) AS silent_seconds
FROM chosen AS c
JOIN usual AS u
  ON u.service_name = c.service_name AND u.profile_type = c.profile_type AND u.series_id = c.series_id
GROUP BY c.service_name, c.profile_type
ORDER BY c.service_name, c.profile_type
