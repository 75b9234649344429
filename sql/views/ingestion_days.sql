-- What came in, by day, service and profile type.
--
-- Columns
--   day           date                         UTC day
--   service_name  varchar                      service
--   profile_type  varchar                      name:sample_type:sample_unit:period_type:period_unit
--   series        bigint                       series that have it
--   profiles      bigint                       profiles, counted once for each series
--   samples       bigint                       their samples
--   baselines     bigint                       first snapshots of a counter
--   resets        bigint                       snapshots of a counter that began anew
--   last_time     timestamp(6) with time zone  time of the last profile
CREATE OR REPLACE VIEW profiles.ingestion_days
COMMENT 'What came in, by day, service and profile type'
SECURITY INVOKER AS
SELECT
  CAST(time AS date) AS day,
  service_name,
  profile_type,
  count(DISTINCT series_id) AS series,
  count(*) AS profiles,
  sum(IF(temporality = 'baseline', 0, sample_count)) AS samples,
  count_if(temporality = 'baseline') AS baselines,
  count_if(temporality = 'reset') AS resets,
  max(time) AS last_time
FROM profiles.profiles
GROUP BY CAST(time AS date), service_name, profile_type
