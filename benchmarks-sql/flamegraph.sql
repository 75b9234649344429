-- What does flamegraph cost in a running Trino? A million stacks of 30 frames, nearly all different, as CALLS of
-- FlameGraphBenchmark makes them, are written once; then the line of the partial aggregation tells its CPU time.
CREATE SCHEMA IF NOT EXISTS bench;

CREATE TABLE IF NOT EXISTS bench.stacks AS
WITH numbers AS (
  SELECT a * 1000 + b AS stack_id
  FROM UNNEST(sequence(0, 999)) AS x (a)
  CROSS JOIN UNNEST(sequence(0, 999)) AS y (b)
),
calls AS (
  -- Each function calls the first of four mostly: one in eight calls is not of the callee before it
  SELECT
    stack_id,
    transform(
      sequence(1, 29),
      depth -> from_big_endian_64(xxhash64(to_big_endian_64(stack_id * 64 + depth)))) AS dice
  FROM numbers
),
paths AS (
  SELECT
    stack_id,
    reduce(
      dice,
      ARRAY[BIGINT '0'],
      (path, die) -> (path[1] * 31 + 977 * CASE
        WHEN die % 8 <> 0 THEN 0
        WHEN die / 8 % 8 <> 0 THEN 1
        WHEN die / 64 % 8 <> 0 THEN 2
        ELSE 3
      END + 1) % 5000 || path,
      path -> path) AS functions
  FROM calls
)
SELECT
  stack_id,
  transform(functions, function -> CAST(
    ROW(
      'github.com/acme/shop/cart.(*Basket).step' || CAST(function AS varchar), NULL, '/src/cart/basket.go',
      function % 900 + 1, NULL, NULL, '/usr/bin/service', NULL, NULL, 'native', false)
    AS ROW(
      function varchar, system_name varchar, file varchar,
      line bigint, "column" bigint, start_line bigint, mapping varchar, build_id varchar, address bigint, kind varchar,
      inlined boolean))) AS frames
FROM paths;

EXPLAIN ANALYZE
SELECT cardinality(flamegraph(frames, BIGINT '1')) AS nodes
FROM bench.stacks;
