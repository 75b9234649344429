-- What each function cost, by hour, service and profile type.
-- Of functions_hourly as far as it is complete (see roll_ups), else of samples. Gauges are left out: they do not add up over time.
--
-- Columns
--   hour          timestamp(6) with time zone  when the hour begins, UTC
--   day           date                         its UTC day; a filter by it reaches every table, one by hour only functions_hourly
--   service_name  varchar                      service
--   profile_type  varchar                      name:sample_type:sample_unit:period_type:period_unit
--   function      varchar                      function, or address within a file
--   flat          bigint                       amount of the stacks that it is the leaf of
--   cumulative    bigint                       amount of the stacks that it is in, each counted once
CREATE OR REPLACE VIEW profiles.functions_by_hour
COMMENT 'What each function cost, by hour, service and profile type'
SECURITY INVOKER AS
SELECT h.hour, CAST(h.hour AS date) AS day, h.service_name, h.profile_type, h.function, h.flat, h.cumulative
FROM profiles.functions_hourly AS h
JOIN profiles.roll_ups AS r ON r.table_name = 'functions_hourly' AND h.hour < r.complete_until
UNION ALL
SELECT
  s.hour,
  s.day,
  s.service_name,
  s.profile_type,
  f.label,
  sum(IF(f.position = 1, s.value, 0)),
  sum(s.value)
FROM profiles.samples_by_hour AS s
JOIN profiles.roll_ups AS r ON r.table_name = 'functions_hourly' AND s.hour >= r.complete_until
JOIN profiles.stacks AS k ON k.day = s.day AND k.service_name = s.service_name AND k.stack_id = s.stack_id
CROSS JOIN UNNEST(distinct_functions(k.frames)) WITH ORDINALITY AS f (label, position)
GROUP BY s.hour, s.day, s.service_name, s.profile_type, f.label
