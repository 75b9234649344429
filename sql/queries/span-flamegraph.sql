-- What does the flame graph of a span or a trace look like?
--
-- Values are summed: this is for types that are deltas.
--
-- Parameters
--   :service  service, as in the label service_name
--   :type     profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from     start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to       end of the time range, exclusive, ISO 8601 with a zone
--   :span     span id, as in samples (default '': any)
--   :trace    trace id, as in samples (default '': any)
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
    SELECT CAST(time AS date) AS day, stack_id, sum(value) AS value
    FROM profiles.samples
    WHERE service_name = :service
      AND profile_type = :type
      AND time >= from_iso8601_timestamp(:from)
      AND time < from_iso8601_timestamp(:to)
      AND (span_id IS NOT NULL OR trace_id IS NOT NULL)
      AND (:span = '' OR span_id = :span)
      AND (:trace = '' OR trace_id = :trace)
    GROUP BY CAST(time AS date), stack_id
  ) AS t
  JOIN profiles.stacks AS k ON k.day = t.day AND k.stack_id = t.stack_id
  WHERE k.service_name = :service
    AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
)
CROSS JOIN UNNEST(graph) WITH ORDINALITY AS g (level, label, self, value, position)
ORDER BY g.position
