-- What did ingestion reject, and why?
--
-- Parameters
--   :from  start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to    end of the time range, exclusive, ISO 8601 with a zone
--
-- Columns
--   reason        varchar                      reason
--   records       bigint                       records or parts of them
--   bytes         bigint                       their size
--   first_time    timestamp(6) with time zone  time of the first
--   last_time     timestamp(6) with time zone  time of the last
--   last_message  varchar                      what the last one says
--   last_record   varchar                      topic/partition/offset of the last one
SELECT
  reason,
  count(*) AS records,
  sum(bytes) AS bytes,
  min(time) AS first_time,
  max(time) AS last_time,
  max_by(message, (time, kafka_offset)) AS last_message,
  max_by(
    kafka_topic || '/' || CAST(kafka_partition AS varchar) || '/' || CAST(kafka_offset AS varchar),
    (time, kafka_offset)) AS last_record
FROM profiles.rejects
WHERE time >= from_iso8601_timestamp(:from)
  AND time < from_iso8601_timestamp(:to)
GROUP BY reason
ORDER BY records DESC, reason
