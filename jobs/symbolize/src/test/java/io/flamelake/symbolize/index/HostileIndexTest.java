package io.flamelake.symbolize.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.IndexFormat.Block;
import io.flamelake.symbolize.index.IndexFormat.Count;
import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Indexes whose checksums are right, made by somebody who means ill. */
class HostileIndexTest {
  private static final long LIMIT = 1 << 20;
  private static final byte[] KNOWN = KnownIndex.build().toBytes();

  @Property(tries = 5000)
  void isRefusedOrAnswersWhateverTheBlocksHold(@ForAll long seed) {
    Random random = new Random(seed);
    ForgedIndex forged = ForgedIndex.from(KNOWN);
    for (int i = random.nextInt(3); i >= 0; i--) {
      byte[] column = forged.columns.get(random.nextInt(forged.columns.size()));
      if (column.length > 0) {
        column[random.nextInt(column.length)] = (byte) random.nextInt();
      }
    }
    if (random.nextInt(4) == 0) {
      forged.counts.set(random.nextInt(forged.counts.size()), random.nextInt(30));
    }
    askWhateverIsRead(forged.toBytes());
  }

  private static void askWhateverIsRead(byte[] bytes) {
    try {
      SymbolIndex index = SymbolIndex.open(ByteBuffer.wrap(bytes), LIMIT);
      assertThat(index.sizeInBytes()).isLessThan(LIMIT);
      assertThat(KnownIndex.show(index)).isNotEmpty();
    } catch (MalformedFileException e) {
      assertThat(e).hasMessageStartingWith("The index ");
    }
  }

  @Test
  void refusesCountsThatNoBlockCanHold() {
    for (Count count : Count.values()) {
      ForgedIndex forged = ForgedIndex.from(KNOWN);
      forged.counts.set(count.ordinal(), 200_000_000);
      assertThatThrownBy(() -> SymbolIndex.open(ByteBuffer.wrap(forged.toBytes()), 1L << 40))
          .as("%s", count)
          .isInstanceOf(MalformedFileException.class);
      assertThatThrownBy(() -> SymbolIndex.open(ByteBuffer.wrap(forged.toBytes()), LIMIT))
          .as("%s", count)
          .isInstanceOf(MalformedFileException.class)
          .hasMessageContaining("would take");
    }
  }

  @Test
  void refusesABlockThatUnpacksToMoreThanItSays() {
    ForgedIndex forged = ForgedIndex.from(KNOWN);
    forged.lengths.put(Block.NAME_BYTES, 3);
    assertThatThrownBy(() -> SymbolIndex.open(ByteBuffer.wrap(forged.toBytes()), LIMIT))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("NAME_BYTES is not 3 bytes long");
  }

  @Test
  void refusesFramesThatAreInlinedIntoThemselves() {
    ForgedIndex forged = ForgedIndex.from(KNOWN);
    forged.columns.set(Block.NODE_CALLERS.ordinal(), ColumnWriter.fresh(new int[] {1, 0, 0, 0}));
    forged.counts.set(Count.NODES.ordinal(), 4);
    assertThatThrownBy(() -> SymbolIndex.open(ByteBuffer.wrap(forged.toBytes()), LIMIT))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("inlined into one that comes after it");
  }
}
