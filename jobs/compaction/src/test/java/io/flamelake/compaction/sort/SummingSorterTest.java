package io.flamelake.compaction.sort;

import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummingSorterTest {
  private static final Schema KEYS =
      new Schema(
          required(1, "name", Types.StringType.get()), required(2, "id", Types.LongType.get()));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {3, 1_000, 200_000})
  void sumsAreThoseOfAMapInItsOrderHoweverMuchGoesToFiles(int distinct) throws IOException {
    Random random = new Random(distinct);
    Map<String, Map<Long, long[]>> expected = new TreeMap<>();
    List<String> found = new ArrayList<>();
    try (SummingSorter sums = new SummingSorter(folder.resolve("s"), 8 << 20, KEYS)) {
      PackedRow key = new PackedRow();
      GenericRecord row = GenericRecord.create(KEYS);
      for (int i = 0; i < 400_000; i++) {
        int number = random.nextInt(distinct);
        String name = "é\u0000".repeat(number % 3) + number % 17;
        long value = random.nextInt() - 5L;
        row.set(0, name);
        row.set(1, (long) -number);
        sums.codec().pack(row, key);
        sums.add(key, value, -1);
        long[] both =
            expected
                .computeIfAbsent(name, n -> new TreeMap<>())
                .computeIfAbsent((long) -number, n -> new long[2]);
        both[0] += value;
        both[1]--;
      }
      while (sums.next()) {
        StructLike found1 = sums.key();
        found.add(
            text(
                found1.get(0, String.class),
                found1.get(1, Long.class),
                sums.first(),
                sums.second()));
      }
    }
    List<String> wanted = new ArrayList<>();
    expected.forEach(
        (name, ids) -> ids.forEach((id, both) -> wanted.add(text(name, id, both[0], both[1]))));
    assertThat(found).isEqualTo(wanted);
    assertThat(Files.exists(folder.resolve("s"))).isFalse();
  }

  @Test
  void aSumThatDoesNotFitNamesItsKey() throws IOException {
    try (SummingSorter sums = new SummingSorter(folder.resolve("s"), 8 << 20, KEYS)) {
      PackedRow key = new PackedRow();
      GenericRecord row = GenericRecord.create(KEYS);
      row.set(0, "api");
      row.set(1, 7L);
      sums.codec().pack(row, key);
      sums.add(key, Long.MAX_VALUE, 0);
      assertThatThrownBy(() -> sums.add(key, 1, 0))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("a sum is beyond 64 bits, that of name api, id 7");
    }
  }

  private static String text(String name, long id, long first, long second) {
    return name + " " + id + " " + first + " " + second;
  }
}
