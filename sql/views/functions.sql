-- The functions in the stacks of each service and day.
--
-- Columns
--   day           date     UTC day on which the stacks were seen
--   service_name  varchar  service
--   function      varchar  function, or address within a file
--   stacks        bigint   stacks that it is in
CREATE OR REPLACE VIEW profiles.functions
COMMENT 'The functions in the stacks of each service and day'
SECURITY INVOKER AS
SELECT k.day, k.service_name, f.function, count(*) AS stacks
FROM profiles.stacks AS k
CROSS JOIN UNNEST(distinct_functions(k.frames)) AS f (function)
GROUP BY k.day, k.service_name, f.function
