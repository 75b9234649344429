package io.flamelake.ingest.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.ingest.testing.SnapshotBuilder;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {
  private final SnapshotCodec codec = new SnapshotCodec();
  private final Snapshot snapshot = new Snapshot();
  private final Snapshot read = new Snapshot();

  @Property(tries = 100)
  void givesBackWhatWasWrittenWithItsStacksInOrder(@ForAll long seed) {
    Random random = new Random(seed);
    SnapshotBuilder builder = new SnapshotBuilder().types("é", "a", "", "c").session(-1);
    long[] stacks = random.longs(random.nextInt(500)).distinct().toArray();
    for (long stack : stacks) {
      builder.stack(
          stack, random.nextLong() >>> random.nextInt(64), random.nextLong(), random.nextInt(2));
    }
    snapshot.set(builder.build());
    codec.decode(codec.encode(snapshot), read);

    assertThat(read.head()).usingRecursiveComparison().isEqualTo(snapshot.head());
    Arrays.sort(stacks);
    assertThat(read.count()).isEqualTo(stacks.length);
    for (int stack = 0; stack < stacks.length; stack++) {
      assertThat(read.stackId(stack)).isEqualTo(stacks[stack]);
      for (int type = 0; type < 3; type++) {
        assertThat(read.value(stack, type)).isEqualTo(snapshot.value(stack, type));
      }
    }
  }

  @Test
  void saysWhichVersionItCanNotRead() {
    snapshot.set(new SnapshotBuilder().build());
    byte[] bytes = codec.encode(snapshot);
    // No stack follows the version, only their count.
    bytes[bytes.length - 5] = 2;
    assertThatThrownBy(() -> codec.decode(bytes, read))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a waiting snapshot in the job's state has version 2");
    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length - 5), read))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version none");
    assertThatThrownBy(() -> Waiting.of(1, new long[] {7}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 7");
  }
}
