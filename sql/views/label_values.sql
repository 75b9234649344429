-- The labels of each series, one row for a label.
--
-- Columns
--   day           date     UTC day on which the series was seen
--   service_name  varchar  service
--   series_id     bigint   series
--   name          varchar  name of the label
--   value         varchar  value of the label
CREATE OR REPLACE VIEW profiles.label_values
COMMENT 'The labels of each series, one row for a label'
SECURITY INVOKER AS
SELECT s.day, s.service_name, s.series_id, l.name, l.value
FROM profiles.series AS s
CROSS JOIN UNNEST(s.labels) AS l (name, value)
