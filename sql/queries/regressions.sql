-- Which functions take a larger or smaller share in one release than in another?
--
-- A function's share is its amount by the amount of all stacks, over all profiles of a release. Profiles differ among
-- themselves, and samples within one are not independent of each other, so the profiles, not the samples, are the units of
-- the test: a test of proportions over sample counts would take noise for news. The standard error of a share is that of a
-- ratio of sums (W. G. Cochran, Sampling Techniques, 3rd ed., 1977, chapter 6), which weighs profiles by what they hold;
-- the difference is tested as B. L. Welch does for unequal variances (Biometrika 34, 1947, pages 28-35), which for
-- profiles of equal totals is his t test over their shares. As many functions are tested at once, p values are adjusted so
-- that of the functions called significant at most the threshold's share is expected to be by chance (Y. Benjamini and
-- Y. Hochberg, Journal of the Royal Statistical Society B 57, 1995, pages 289-300).
-- Consecutive profiles of one process are alike, which the test does not know: take some instances of either release and
-- hours with the same load, and doubt small changes. Baselines and profiles without any amount are left out.
--
-- Parameters
--   :service    service, as in the label service_name
--   :type       profile type, for example process_cpu:cpu:nanoseconds:cpu:nanoseconds
--   :from       start of the time range, inclusive, ISO 8601 with a zone, for example 2026-11-21T00:00:00Z
--   :to         end of the time range, exclusive, ISO 8601 with a zone
--   :matchers   Prometheus matchers of the series' labels, for example {env=~"prod.*"} (default '{}')
--   :label      name of the label that tells releases apart (default 'version')
--   :before     its value in the earlier release
--   :after      its value in the later release
--   :measure    what share is compared, flat or cumulative (default 'cumulative')
--   :threshold  adjusted p value up to which a change is significant (default '0.05')
--   :limit      rows at most (default '50')
--
-- Columns
--   function          varchar  function, or address within a file
--   percent_before    double   its share in the earlier release
--   percent_after     double   its share in the later release
--   change            double   percent_after - percent_before
--   p_value           double   how probable such a change is by chance; null with fewer than 2 profiles in a release
--   adjusted_p_value  double   the same, adjusted for the number of functions
--   significant       boolean  whether that is at most the threshold; such rows come first, then the larger change
--   profiles_before   bigint   profiles of the earlier release
--   profiles_after    bigint   profiles of the later release
WITH sides AS (
  SELECT series_id, any_value(IF(element_at(labels, :label) = :before, 'before', 'after')) AS side
  FROM profiles.series
  WHERE service_name = :service
    AND day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
    AND element_at(labels, :label) IN (:before, :after)
    AND label_match(labels, :matchers)
  GROUP BY series_id
),
whole AS (
  SELECT s.side, p.series_id, p.time, CAST(sum(p.total) AS double) AS whole
  FROM profiles.profiles AS p
  JOIN sides AS s ON s.series_id = p.series_id
  WHERE p.service_name = :service
    AND p.profile_type = :type
    AND p.time >= from_iso8601_timestamp(:from)
    AND p.time < from_iso8601_timestamp(:to)
    AND p.temporality <> 'baseline'
  GROUP BY s.side, p.series_id, p.time
  HAVING sum(p.total) > 0
),
releases AS (
  SELECT
    count(*) FILTER (WHERE side = 'before') AS profiles_before,
    count(*) FILTER (WHERE side = 'after') AS profiles_after,
    sum(whole) FILTER (WHERE side = 'before') AS whole_before,
    sum(whole) FILTER (WHERE side = 'after') AS whole_after,
    sum(whole * whole) FILTER (WHERE side = 'before') AS squares_before,
    sum(whole * whole) FILTER (WHERE side = 'after') AS squares_after
  FROM whole
),
parts AS (
  SELECT w.side, w.whole, f.label AS function, CAST(sum(s.value) AS double) AS part
  FROM profiles.samples AS s
  JOIN whole AS w ON w.series_id = s.series_id AND w.time = s.time
  JOIN profiles.stacks AS k ON k.day = CAST(s.time AS date) AND k.stack_id = s.stack_id
  CROSS JOIN UNNEST(
    IF(:measure = 'flat', slice(distinct_functions(k.frames), 1, 1), distinct_functions(k.frames))) AS f (label)
  WHERE s.service_name = :service
    AND s.profile_type = :type
    AND s.time >= from_iso8601_timestamp(:from)
    AND s.time < from_iso8601_timestamp(:to)
    AND k.service_name = :service
    AND k.day BETWEEN date(from_iso8601_timestamp(:from) AT TIME ZONE 'UTC')
        AND date((from_iso8601_timestamp(:to) - INTERVAL '0.001' SECOND) AT TIME ZONE 'UTC')
  GROUP BY w.side, w.whole, w.series_id, w.time, f.label
),
functions AS (
  SELECT
    function,
    coalesce(sum(part) FILTER (WHERE side = 'before'), 0) AS part_before,
    coalesce(sum(part) FILTER (WHERE side = 'after'), 0) AS part_after,
    coalesce(sum(part * part) FILTER (WHERE side = 'before'), 0) AS part_squares_before,
    coalesce(sum(part * part) FILTER (WHERE side = 'after'), 0) AS part_squares_after,
    coalesce(sum(part * whole) FILTER (WHERE side = 'before'), 0) AS products_before,
    coalesce(sum(part * whole) FILTER (WHERE side = 'after'), 0) AS products_after
  FROM parts
  GROUP BY function
),
shares AS (
  SELECT
    *,
    part_before / whole_before AS share_before,
    part_after / whole_after AS share_after
  FROM functions
  CROSS JOIN releases
),
variances AS (
  -- Of each share: the sum of (part - share * whole) squared, by (n - 1) / n and the square of the sum of wholes
  SELECT
    *,
    greatest(0, part_squares_before + share_before * (share_before * squares_before - 2 * products_before))
      * profiles_before / nullif(profiles_before - 1, 0) / (whole_before * whole_before) AS variance_before,
    greatest(0, part_squares_after + share_after * (share_after * squares_after - 2 * products_after))
      * profiles_after / nullif(profiles_after - 1, 0) / (whole_after * whole_after) AS variance_after
  FROM shares
),
tested AS (
  -- Both tails of Student's t are the regularized incomplete beta function of n / (n + t * t), n degrees of freedom
  SELECT
    *,
    CASE
      WHEN variance_before IS NULL OR variance_after IS NULL THEN NULL
      WHEN abs(share_after - share_before) < 1e-9 THEN 1e0
      WHEN variance_before + variance_after = 0 THEN 0e0
      ELSE beta_cdf(freedom / 2, 5e-1, freedom / (freedom + square))
    END AS p_value
  FROM (
    SELECT
      *,
      (share_after - share_before) * (share_after - share_before)
        / nullif(variance_before + variance_after, 0) AS square,
      (variance_before + variance_after) * (variance_before + variance_after)
        / nullif(
            variance_before * variance_before / nullif(profiles_before - 1, 0)
              + variance_after * variance_after / nullif(profiles_after - 1, 0),
            0) AS freedom
    FROM variances
  )
),
placed AS (
  SELECT
    *,
    count(p_value) OVER () AS tests,
    row_number() OVER (ORDER BY p_value NULLS LAST, function) AS place
  FROM tested
),
adjusted AS (
  SELECT
    *,
    min(p_value * tests / place) OVER (
      ORDER BY place DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS smallest
  FROM placed
),
ranked AS (
  SELECT
    *,
    least(1e0, smallest) AS adjusted_p_value,
    row_number() OVER (
      ORDER BY
        coalesce(smallest <= CAST(:threshold AS double), false) DESC,
        abs(share_after - share_before) DESC,
        function) AS rank
  FROM adjusted
)
SELECT
  function,
  round(1e2 * share_before, 2) AS percent_before,
  round(1e2 * share_after, 2) AS percent_after,
  round(1e2 * (share_after - share_before), 2) AS change,
  round(p_value, 6) AS p_value,
  round(adjusted_p_value, 6) AS adjusted_p_value,
  coalesce(adjusted_p_value <= CAST(:threshold AS double), false) AS significant,
  profiles_before,
  profiles_after
FROM ranked
WHERE rank <= CAST(:limit AS bigint)
ORDER BY rank
