-- What each function cost, by day, service and profile type: for trends and comparisons.
-- For types with temporality delta only; see profile_types. Ask for few days and a service: it sums all their samples.
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
SELECT
  k.day,
  k.service_name,
  t.profile_type,
  f.label AS function,
  sum(IF(f.position = 1, t.total, 0)) AS flat,
  sum(t.total) AS cumulative
FROM (
  SELECT CAST(time AS date) AS day, service_name, profile_type, stack_id, sum(value) AS total
  FROM profiles.samples
  GROUP BY CAST(time AS date), service_name, profile_type, stack_id
) AS t
JOIN profiles.stacks AS k ON k.day = t.day AND k.service_name = t.service_name AND k.stack_id = t.stack_id
CROSS JOIN UNNEST(distinct_functions(k.frames)) WITH ORDINALITY AS f (label, position)
GROUP BY k.day, k.service_name, t.profile_type, f.label
