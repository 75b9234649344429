-- What ingestion rejected, one row for a record or a part of one.
--
-- Columns
--   time             timestamp(6) with time zone  Kafka timestamp of the record
--   reason           varchar                      reason
--   message          varchar                      what is wrong and what to do
--   kafka_topic      varchar                      where it came from
--   kafka_partition  bigint                       where it came from
--   kafka_offset     bigint                       where it came from
--   headers          varchar                      headers of the record as a JSON object
--   bytes            bigint                       size of what was rejected
--   payload_start    varchar                      its first 32 bytes in hexadecimal; null if it was not kept
CREATE OR REPLACE VIEW profiles.rejected_records
COMMENT 'What ingestion rejected, one row for a record or a part of one'
SECURITY INVOKER AS
SELECT
  time,
  reason,
  message,
  kafka_topic,
  CAST(kafka_partition AS bigint) AS kafka_partition,
  kafka_offset,
  json_format(CAST(headers AS json)) AS headers,
  bytes,
  to_hex(substr(payload, 1, 32)) AS payload_start
FROM profiles.rejects
