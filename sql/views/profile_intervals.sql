-- The profiles with the time that they cover: for dashboards that show when what was profiled, and at which rate.
--
-- Columns
--   start_time        timestamp(6) with time zone  when what it covers begins, UTC
--   end_time          timestamp(6) with time zone  when it ends; the same without a duration
--   time              timestamp(6) with time zone  its time: the start, or of a delta of counters the end
--   service_name      varchar                      service
--   profile_type      varchar                      name:sample_type:sample_unit:period_type:period_unit
--   series_id         bigint                       series
--   profile_id        varchar                      the same for every type of one profile and series
--   temporality       varchar                      delta, gauge, baseline or reset
--   duration_seconds  double                       time that it covers; null if it does not say
--   total             bigint                       sum of its values
--   rate              double                       total per second; null without a duration
CREATE OR REPLACE VIEW profiles.profile_intervals
COMMENT 'The profiles with the time that they cover'
SECURITY INVOKER AS
SELECT
  CAST(from_unixtime_nanos(start_nanos) AT TIME ZONE 'UTC' AS timestamp(6) with time zone) AS start_time,
  CAST(
    from_unixtime_nanos(start_nanos + coalesce(duration_nanos, 0)) AT TIME ZONE 'UTC'
    AS timestamp(6) with time zone) AS end_time,
  time,
  service_name,
  profile_type,
  series_id,
  profile_id,
  temporality,
  duration_nanos / 1e9 AS duration_seconds,
  total,
  rate
FROM profiles.profiles
