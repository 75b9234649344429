-- Until when may a question about stacks be answered with sums by hour?
--
-- What it tells is the argument rolled_until of flamegraph, top-functions, folded, callgraph, sandwich, source-lines,
-- hottest-functions and missing-debuginfo: whole hours of their range that end by then are read from samples_hourly, the
-- rest from samples. Answers are the same, for days and weeks much sooner; but samples that came or went since the last
-- run of compaction are seen by the next. With a gauge in the range, or with matchers, all is read from samples.
--
-- Parameters
--   :service   service, as in the label service_name (default '': every service)
--   :type      profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from      start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to        end of the time range, exclusive, ISO 8601 with a zone
--   :matchers  Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--
-- Columns
--   rolled_until  varchar  ISO 8601; 1970 if there are no sums, or if they can't be used
SELECT
  IF(
    :matchers <> '{}' OR gauges,
    '1970-01-01T00:00:00Z',
    date_format(complete_until, '%Y-%m-%dT%H:%i:%sZ')) AS rolled_until
FROM (
  SELECT complete_until AT TIME ZONE 'UTC' AS complete_until
  FROM profiles.roll_ups
  WHERE table_name = 'samples_hourly'
)
CROSS JOIN (
  SELECT coalesce(bool_or(temporality = 'gauge'), false) AS gauges
  FROM profiles.profiles
  WHERE (:service = '' OR service_name = :service)
    AND profile_type = :type
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
)
