-- How many series, stacks and samples does each service have a day?
--
-- Whole days (UTC) count: those that the time range touches. Series beyond the limit of a service are stored as one series
-- with the label flamelake_overflow.
--
-- Parameters
--   :service  service, as in the label service_name (default '': every service)
--   :from     start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to       end of the time range, exclusive, ISO 8601 with a zone
--
-- Columns
--   service_name         varchar  service
--   day                  date     UTC day
--   series               bigint   series that were seen
--   overflow_profiles    bigint   profiles of series that were beyond the limit
--   stacks               bigint   stacks that were seen
--   unresolved_stacks    bigint   stacks with frames without a function
--   profiles             bigint   profiles, counted once for each series and type
--   samples              bigint   samples
--   samples_per_profile  double   samples by profiles
--   largest_profile      bigint   samples of the largest profile
WITH counts AS (
  SELECT
    service_name,
    day,
    count(DISTINCT series_id) AS series,
    0 AS overflow_profiles,
    0 AS stacks,
    0 AS unresolved_stacks,
    0 AS profiles,
    0 AS samples,
    0 AS largest_profile
  FROM profiles.series
  WHERE (:service = '' OR service_name = :service)
    AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  GROUP BY service_name, day
  UNION ALL
  SELECT service_name, day, 0, 0, count(DISTINCT stack_id), count(DISTINCT IF(unresolved > 0, stack_id)), 0, 0, 0
  FROM profiles.stacks
  WHERE (:service = '' OR service_name = :service)
    AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  GROUP BY service_name, day
  UNION ALL
  SELECT
    p.service_name,
    CAST(p.time AS date),
    0,
    count(DISTINCT IF(o.series_id IS NOT NULL, p.profile_id)),
    0,
    0,
    count(*),
    sum(p.sample_count),
    max(p.sample_count)
  FROM profiles.profiles AS p
  LEFT JOIN (
    SELECT DISTINCT series_id
    FROM profiles.series
    WHERE (:service = '' OR service_name = :service)
      AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
          AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
      AND element_at(labels, 'flamelake_overflow') = 'true'
  ) AS o ON o.series_id = p.series_id
  WHERE (:service = '' OR p.service_name = :service)
    AND CAST(p.time AS date) BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  GROUP BY p.service_name, CAST(p.time AS date)
)
SELECT
  service_name,
  day,
  sum(series) AS series,
  sum(overflow_profiles) AS overflow_profiles,
  sum(stacks) AS stacks,
  sum(unresolved_stacks) AS unresolved_stacks,
  sum(profiles) AS profiles,
  sum(samples) AS samples,
  round(CAST(sum(samples) AS double) / nullif(sum(profiles), 0), 2) AS samples_per_profile,
  max(largest_profile) AS largest_profile
FROM counts
GROUP BY service_name, day
ORDER BY service_name, day
