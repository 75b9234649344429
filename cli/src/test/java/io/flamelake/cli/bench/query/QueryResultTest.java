package io.flamelake.cli.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryResultTest {
  @Test
  void standsBelowItsHead() {
    QueryResult result =
        new QueryResult(
            "flamegraph",
            "15 min",
            1234,
            new Percentiles(List.of(0.5, 0.25, 0.75)),
            0.4,
            1_000_000,
            3 << 19,
            new Percentiles(List.of(0.1, 0.2)));

    assertThat(QueryResult.head())
        .isEqualTo(
            "query            range         rows    p50 s    p95 s    CPU s   rows read  MiB read"
                + "  DuckDB p50  DuckDB p95");
    assertThat(result.line())
        .isEqualTo(
            "flamegraph       15 min        1234    0.500    0.750    0.400     1000000      1.50"
                + "       0.100       0.200")
        .hasSameSizeAs(QueryResult.head());
  }
}
