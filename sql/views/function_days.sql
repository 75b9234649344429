-- What each function cost, by day, service and profile type: for trends and comparisons.
-- Of functions_hourly as far as it is complete (see roll_ups), else of samples. Gauges are left out: they do not add up over time.
--
-- Columns
--   day           date     UTC day
--   service_name  varchar  service
--   profile_type  varchar  name:sample_type:sample_unit:period_type:period_unit
--   function      varchar  function, or address within a file
--   flat          bigint   amount of the stacks that it is the leaf of
--   cumulative    bigint   amount of the stacks that it is in, each counted once
CREATE OR REPLACE VIEW profiles.function_days
COMMENT 'What each function cost, by day, service and profile type'
SECURITY INVOKER AS
SELECT day, service_name, profile_type, function, sum(flat) AS flat, sum(cumulative) AS cumulative
FROM profiles.functions_by_hour
GROUP BY day, service_name, profile_type, function
