CREATE TABLE IF NOT EXISTS profiles.rejects (
  time timestamp(6) with time zone NOT NULL COMMENT 'Kafka timestamp of the record',
  reason varchar NOT NULL COMMENT 'Reason, the counter''s name',
  message varchar NOT NULL COMMENT 'What is wrong and what to do',
  kafka_topic varchar NOT NULL COMMENT 'Where it came from',
  kafka_partition integer NOT NULL COMMENT 'Where it came from',
  kafka_offset bigint NOT NULL COMMENT 'Where it came from',
  headers map(varchar, varchar) NOT NULL COMMENT 'Headers of the record',
  payload varbinary COMMENT 'The record''s value, or the part of it that was not used',
  bytes bigint NOT NULL COMMENT 'Length of payload'
)
WITH (
  format = 'PARQUET',
  format_version = 2,
  partitioning = ARRAY['day(time)'],
  sorted_by = ARRAY['time']
)
