-- Which spans cost most?
--
-- Values are summed: this is for types that are deltas. What belongs to no span counts in the whole alone.
--
-- Parameters
--   :service   service, as in the label service_name
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :trace     only spans of this trace (default '': any)
--   :limit     rows at most (default '30')
--
-- Columns
--   trace_id              varchar                      trace; null if the profiler told the span alone
--   span_id               varchar                      span; null if the profiler told the trace alone
--   first_time            timestamp(6) with time zone  time of its first profile
--   last_time             timestamp(6) with time zone  time of the last
--   value                 bigint                       amount in the unit of the profile type
--   percent               double                       of everything
--   top_function          varchar                      function that most of it ended in
--   top_function_percent  double                       of the span
WITH stack_totals AS (
  SELECT
    trace_id,
    span_id,
    CAST(time AS date) AS day,
    stack_id,
    min(time) AS first_time,
    max(time) AS last_time,
    sum(value) AS value,
    sum(sum(abs(value))) OVER () AS whole
  FROM profiles.samples
  WHERE service_name = :service
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
    AND (:matchers = '{}' OR series_id IN (
      SELECT series_id
      FROM profiles.series
      WHERE service_name = :service
        AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
            AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
        AND label_match(labels, :matchers)))
  GROUP BY trace_id, span_id, CAST(time AS date), stack_id
),
spans AS (
  SELECT
    *,
    dense_rank() OVER (ORDER BY total DESC, trace_id, span_id) AS rank
  FROM (
    SELECT
      *,
      min(first_time) OVER (PARTITION BY trace_id, span_id) AS first_of_span,
      max(last_time) OVER (PARTITION BY trace_id, span_id) AS last_of_span,
      sum(value) OVER (PARTITION BY trace_id, span_id) AS total
    FROM stack_totals
    WHERE (span_id IS NOT NULL OR trace_id IS NOT NULL)
      AND (:trace = '' OR trace_id = :trace)
  )
),
leaves AS (
  SELECT
    s.rank,
    s.trace_id,
    s.span_id,
    s.first_of_span,
    s.last_of_span,
    s.total,
    s.whole,
    frame_label(element_at(k.frames, 1)) AS function,
    sum(s.value) AS value
  FROM spans AS s
  JOIN profiles.stacks AS k ON k.day = s.day AND k.stack_id = s.stack_id
  WHERE s.rank <= CAST(:limit AS bigint)
    AND k.service_name = :service
    AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
)
SELECT
  trace_id,
  span_id,
  first_of_span AS first_time,
  last_of_span AS last_time,
  total AS value,
  round(1e2 * total / nullif(whole, 0), 2) AS percent,
  max_by(function, (value, function)) AS top_function,
  round(1e2 * max(value) / nullif(total, 0), 2) AS top_function_percent
FROM leaves
GROUP BY rank, trace_id, span_id, first_of_span, last_of_span, total, whole
ORDER BY rank
