-- The profile types of each service and day.
--
-- Columns
--   day           date                         UTC day
--   service_name  varchar                      service
--   profile_type  varchar                      name:sample_type:sample_unit:period_type:period_unit
--   profile_name  varchar                      its first part
--   sample_type   varchar                      what a value counts
--   sample_unit   varchar                      in which unit
--   period_type   varchar                      what a period counts
--   period_unit   varchar                      in which unit
--   temporality   varchar                      delta or gauge
--   series        bigint                       series that have it
--   profiles      bigint                       profiles, counted once for each series
--   first_time    timestamp(6) with time zone  time of the first
--   last_time     timestamp(6) with time zone  time of the last
CREATE OR REPLACE VIEW profiles.profile_types
COMMENT 'The profile types of each service and day'
SECURITY INVOKER AS
SELECT
  CAST(time AS date) AS day,
  service_name,
  profile_type,
  profile_name,
  sample_type,
  sample_unit,
  period_type,
  period_unit,
  IF(max(temporality) = 'gauge', 'gauge', 'delta') AS temporality,
  count(DISTINCT series_id) AS series,
  count(*) AS profiles,
  min(time) AS first_time,
  max(time) AS last_time
FROM profiles.profiles
GROUP BY
  CAST(time AS date), service_name, profile_type, profile_name, sample_type, sample_unit, period_type, period_unit
