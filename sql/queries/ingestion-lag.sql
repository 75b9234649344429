-- How long after their end do profiles become readable?
--
-- The lag of a profile is the time from the end of what it covers to when the file that holds it was written; the commit
-- follows within a checkpoint. It is that of the producers, of Kafka, of the wait for counters that come out of order, and
-- of the job together. A file that is written anew by compaction is as young as that, so ask for recent times; clocks of
-- producers that are wrong show, too.
--
-- Parameters
--   :service  service, as in the label service_name (default '': every service)
--   :from     start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to       end of the time range, exclusive, ISO 8601 with a zone
--   :above    lag in seconds that a service's longest must reach (default '0')
--
-- Columns
--   service_name  varchar                      service
--   profiles      bigint                       profiles, counted once for each series and profile type
--   lag_p50       double                       lag in seconds that half of them do not exceed
--   lag_p95       double                       lag in seconds that 95 % of them do not exceed
--   lag_max       double                       the longest
--   last_written  timestamp(3) with time zone  when the newest file was written, UTC
SELECT
  service_name,
  count(*) AS profiles,
  approx_percentile(lag, 5e-1) AS lag_p50,
  approx_percentile(lag, 9.5e-1) AS lag_p95,
  max(lag) AS lag_max,
  max(written) AT TIME ZONE 'UTC' AS last_written
FROM (
  SELECT
    service_name,
    "$file_modified_time" AS written,
    to_unixtime("$file_modified_time")
      - greatest(time_nanos, start_nanos + coalesce(duration_nanos, 0)) / 1e9 AS lag
  FROM profiles.profiles
  WHERE (:service = '' OR service_name = :service)
    AND time >= from_iso8601_timestamp(:from)
    AND time < from_iso8601_timestamp(:to)
)
GROUP BY service_name
HAVING max(lag) >= CAST(:above AS double)
ORDER BY lag_max DESC, service_name
