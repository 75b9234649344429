-- Until when the tables of sums by hour are complete.
-- Rows that came or went since the last run of compaction are not in them yet.
--
-- Columns
--   table_name      varchar                      samples_hourly or functions_hourly
--   complete_until  timestamp(6) with time zone  all hours that end by then are summed; 1970 if none is
CREATE OR REPLACE VIEW profiles.roll_ups
COMMENT 'Until when the tables of sums by hour are complete'
SECURITY INVOKER AS
SELECT
  t.table_name,
  CAST(
    from_iso8601_timestamp(
      coalesce(
        max_by(element_at(s.summary, 'flamelake.roll-up.until'), s.committed_at)
          FILTER (WHERE element_at(s.summary, 'flamelake.roll-up.until') IS NOT NULL),
        '1970-01-01T00:00:00Z')) AS timestamp(6) with time zone) AS complete_until
FROM (VALUES 'samples_hourly', 'functions_hourly') AS t (table_name)
LEFT JOIN (
  SELECT 'samples_hourly' AS table_name, committed_at, summary FROM profiles."samples_hourly$snapshots"
  UNION ALL
  SELECT 'functions_hourly', committed_at, summary FROM profiles."functions_hourly$snapshots"
) AS s ON s.table_name = t.table_name
GROUP BY t.table_name
