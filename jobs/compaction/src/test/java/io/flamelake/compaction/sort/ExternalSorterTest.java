package io.flamelake.compaction.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalSorterTest {
  private static final long MEBI = 1 << 20;
  private static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "text", Types.StringType.get()));

  @TempDir private Path folder;
  private final RowCodec codec = new RowCodec(SCHEMA, RowOrder.by("text"));

  /** The last case has more files than are merged at once. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 8",
    "1, 10, 8",
    "1000, 10, 8",
    "200000, 60, 4",
    "50, 1500000, 8",
    "90000, 200, 3"
  })
  void rowsComeBackInOrderWithinTheMemory(int count, int length, int mebibytes) throws IOException {
    List<String> expected = texts(count, length);
    try (ExternalSorter sorter = new ExternalSorter(folder.resolve("sort"), mebibytes * MEBI)) {
      for (String text : expected) {
        sorter.add(packed(text));
      }
      Collections.sort(expected);
      SortedRows sorted = sorter.sorted(codec);
      for (String text : expected) {
        assertThat(sorted.next().get(0, String.class)).isEqualTo(text);
      }
      assertThat(sorted.next()).isNull();
      assertThat(sorter.largestBytes()).isLessThanOrEqualTo(mebibytes * MEBI);
      assertThat(sorter.rows()).isEqualTo(count);
      assertThat(sorter.filesWritten() > 0).isEqualTo((long) count * length > mebibytes * MEBI);
    }
    assertThat(folder.resolve("sort")).doesNotExist();
  }

  @Test
  void aFileThatEndsTooSoonIsNoticed() throws IOException {
    List<String> texts = texts(300_000, 60);
    try (ExternalSorter sorter = new ExternalSorter(folder, 8 * MEBI)) {
      for (String text : texts) {
        sorter.add(packed(text));
      }
      Path spilled;
      try (Stream<Path> files = Files.list(folder)) {
        spilled = files.findFirst().orElseThrow();
      }
      byte[] bytes = Files.readAllBytes(spilled);
      Files.write(
          spilled,
          java.util.Arrays.copyOf(bytes, bytes.length / 2),
          StandardOpenOption.TRUNCATE_EXISTING);
      SortedRows sorted = sorter.sorted(codec);
      assertThatThrownBy(
              () -> {
                StructLike row = sorted.next();
                while (row != null) {
                  row = sorted.next();
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  private PackedRow packed(String text) {
    PackedRow packed = new PackedRow();
    GenericRecord row = GenericRecord.create(SCHEMA);
    row.set(0, text);
    codec.pack(row, packed);
    return packed;
  }

  private static List<String> texts(int count, int length) {
    Random random = new Random(count);
    List<String> texts = new ArrayList<>();
    String padding = "-".repeat(Math.max(0, length - 10));
    for (int i = 0; i < count; i++) {
      texts.add(random.nextInt(count) + padding);
    }
    return texts;
  }
}
