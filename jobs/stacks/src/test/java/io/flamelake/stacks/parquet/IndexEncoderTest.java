package io.flamelake.stacks.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;

/** Parquet's own decoder reads what is encoded. */
class IndexEncoderTest {
  @Property(tries = 500)
  void parquetReadsWhatIsEncoded(
      @ForAll long seed, @ForAll @IntRange(max = 31) int width, @ForAll @IntRange(max = 4) int kind)
      throws Exception {
    Random random = new Random(seed);
    int[] values = new int[random.nextInt(kind == 0 ? 5 : 3_000)];
    fill(values, width, kind, random);
    IndexEncoder encoder = new IndexEncoder();
    encoder.start(width, values.length);
    encoder.addAll(values, values.length);
    int length = encoder.finish();

    RunLengthBitPackingHybridDecoder decoder =
        new RunLengthBitPackingHybridDecoder(
            width, new ByteArrayInputStream(encoder.bytes(), 0, length));
    for (int value : values) {
      assertThat(decoder.readInt()).isEqualTo(value);
    }
  }

  /** Runs of any length, from none to all values the same. */
  private static void fill(int[] values, int width, int kind, Random random) {
    int mask = (int) ((1L << width) - 1);
    int value = 0;
    for (int i = 0; i < values.length; i++) {
      boolean next =
          switch (kind) {
            case 1 -> true;
            case 2 -> random.nextInt(10) == 0;
            case 3 -> random.nextInt(2) == 0;
            default -> random.nextInt(500) == 0;
          };
      value = next ? random.nextInt() & mask : value;
      values[i] = value;
    }
  }
}
