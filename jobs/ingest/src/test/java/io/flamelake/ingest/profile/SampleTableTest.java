package io.flamelake.ingest.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleTableTest {

  private final SampleTable table = new SampleTable();

  @Test
  void mergesSamplesThatAreEqualInEveryPart() {
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      int samples = random.nextInt(4000);
      Map<List<Long>, Long> expected = new HashMap<>();
      table.reset(2, samples);
      for (int i = 0; i < samples; i++) {
        // Few stack ids that end in the same bits: rows of all kinds stand in each other's way.
        table.stackId = random.nextInt(20) * (1L << 33);
        table.fingerprint = random.nextInt(2);
        table.series = random.nextInt(2);
        table.span = random.nextInt(3) - 1;
        table.trace = random.nextInt(3) - 1;
        expected.merge(key(), (long) i, Long::sum);
        table.add(new long[] {i, 1});
      }
      assertThat(rows()).isEqualTo(expected);
    }
  }

  private List<Long> key() {
    return List.of(
        table.stackId,
        table.fingerprint,
        (long) table.series,
        (long) table.span,
        (long) table.trace);
  }

  private Map<List<Long>, Long> rows() {
    Map<List<Long>, Long> rows = new HashMap<>();
    for (int row = 0; row < table.count(); row++) {
      List<Long> key =
          List.of(
              table.stackId(row),
              table.fingerprint(row),
              (long) table.series(row),
              (long) table.span(row),
              (long) table.trace(row));
      assertThat(rows.put(key, table.value(row, 0))).isNull();
    }
    return rows;
  }
}
