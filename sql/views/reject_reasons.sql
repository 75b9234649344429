-- What ingestion rejected, by day and reason.
--
-- Columns
--   day      date     UTC day of the records' Kafka timestamps
--   reason   varchar  reason
--   records  bigint   records or parts of them
--   bytes    bigint   their size
CREATE OR REPLACE VIEW profiles.reject_reasons
COMMENT 'What ingestion rejected, by day and reason'
SECURITY INVOKER AS
SELECT CAST(time AS date) AS day, reason, count(*) AS records, sum(bytes) AS bytes
FROM profiles.rejects
GROUP BY CAST(time AS date), reason
