-- Sums of the samples by hour, service, profile type and stack.
-- Of samples_hourly as far as it is complete (see roll_ups), else of samples. Gauges are left out: they do not add up over time.
--
-- Columns
--   hour          timestamp(6) with time zone  when the hour begins, UTC
--   day           date                         its UTC day; a filter by it reaches every table, one by hour only samples_hourly
--   service_name  varchar                      service
--   profile_type  varchar                      name:sample_type:sample_unit:period_type:period_unit
--   stack_id      bigint                       stack
--   value         bigint                       sum over the hour and all series
CREATE OR REPLACE VIEW profiles.samples_by_hour
COMMENT 'Sums of the samples by hour, service, profile type and stack'
SECURITY INVOKER AS
SELECT h.hour, CAST(h.hour AS date) AS day, h.service_name, h.profile_type, h.stack_id, h.value
FROM profiles.samples_hourly AS h
JOIN profiles.roll_ups AS r ON r.table_name = 'samples_hourly' AND h.hour < r.complete_until
UNION ALL
SELECT date_trunc('hour', s.time), CAST(s.time AS date), s.service_name, s.profile_type, s.stack_id, sum(s.value)
FROM profiles.samples AS s
JOIN profiles.roll_ups AS r ON r.table_name = 'samples_hourly' AND s.time >= r.complete_until
LEFT JOIN (
  SELECT CAST(time AS date) AS day, date_trunc('hour', time) AS hour, service_name, profile_type
  FROM profiles.profiles
  WHERE temporality = 'gauge'
  GROUP BY CAST(time AS date), date_trunc('hour', time), service_name, profile_type
) AS g
  ON g.day = CAST(s.time AS date)
    AND g.hour = date_trunc('hour', s.time)
    AND g.service_name = s.service_name
    AND g.profile_type = s.profile_type
WHERE g.hour IS NULL
GROUP BY date_trunc('hour', s.time), CAST(s.time AS date), s.service_name, s.profile_type, s.stack_id
