-- The series of each day with their labels in one row.
--
-- Columns
--   day           date     UTC day on which the series was seen
--   service_name  varchar  service
--   series_id     bigint   series
--   env           varchar  label env, environment or deployment.environment(.name)
--   version       varchar  label version or service.version
--   namespace     varchar  label namespace or k8s.namespace.name
--   pod           varchar  label pod or k8s.pod.name
--   container     varchar  label container or k8s.container.name
--   host          varchar  label host, hostname, node, host.name or k8s.node.name
--   instance      varchar  label instance or service.instance.id
--   overflow      boolean  whether it stands for the series beyond the service's limit
--   labels        varchar  all labels as a JSON object
CREATE OR REPLACE VIEW profiles.labeled_series
COMMENT 'The series of each day with their labels in one row'
SECURITY INVOKER AS
SELECT
  l.day,
  l.service_name,
  l.series_id,
  coalesce(
    element_at(l.labels, 'env'),
    element_at(l.labels, 'environment'),
    element_at(l.labels, 'deployment.environment.name'),
    element_at(l.labels, 'deployment.environment')) AS env,
  coalesce(element_at(l.labels, 'version'), element_at(l.labels, 'service.version')) AS version,
  coalesce(element_at(l.labels, 'namespace'), element_at(l.labels, 'k8s.namespace.name')) AS namespace,
  coalesce(element_at(l.labels, 'pod'), element_at(l.labels, 'k8s.pod.name')) AS pod,
  coalesce(element_at(l.labels, 'container'), element_at(l.labels, 'k8s.container.name')) AS container,
  coalesce(
    element_at(l.labels, 'host'),
    element_at(l.labels, 'hostname'),
    element_at(l.labels, 'node'),
    element_at(l.labels, 'host.name'),
    element_at(l.labels, 'k8s.node.name')) AS host,
  coalesce(element_at(l.labels, 'instance'), element_at(l.labels, 'service.instance.id')) AS instance,
  coalesce(element_at(l.labels, 'flamelake_overflow') = 'true', false) AS overflow,
  json_format(CAST(l.labels AS json)) AS labels
FROM profiles.series AS l
