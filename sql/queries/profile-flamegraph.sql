-- What does the flame graph of one profile look like?
--
-- Give a time range that holds the profile's time; the query profiles lists both.
--
-- Parameters
--   :service  service, as in the label service_name
--   :profile  profile_id, as in profiles
--   :type     profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from     start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to       end of the time range, exclusive, ISO 8601 with a zone
--
-- Columns
--   level  bigint   distance from the root, which has 0
--   label  varchar  function, or address within a file
--   self   bigint   amount of the stacks that end here
--   value  bigint   self and everything above it; rows are depth first, siblings by value
SELECT g.level, g.label, g.self, g.value
FROM (
  SELECT flamegraph(k.frames, t.value) AS graph
  FROM (
    SELECT CAST(s.time AS date) AS day, s.stack_id, sum(s.value) AS value
    FROM profiles.samples AS s
    JOIN profiles.profiles AS p ON p.time = s.time AND p.series_id = s.series_id
    WHERE s.service_name = :service
      AND s.profile_type = :type
      AND s.time >= from_iso8601_timestamp(:from)
      AND s.time < from_iso8601_timestamp(:to)
      AND p.service_name = :service
      AND p.profile_type = :type
      AND p.time >= from_iso8601_timestamp(:from)
      AND p.time < from_iso8601_timestamp(:to)
      AND p.profile_id = :profile
    GROUP BY CAST(s.time AS date), s.stack_id
  ) AS t
  JOIN profiles.stacks AS k ON k.day = t.day AND k.stack_id = t.stack_id
  WHERE k.service_name = :service
    AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
)
CROSS JOIN UNNEST(graph) WITH ORDINALITY AS g (level, label, self, value, position)
ORDER BY g.position
