package io.flamelake.symbolize.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.IndexFormat.Block;
import io.flamelake.symbolize.index.IndexFormat.Count;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Indexes whose checksums are right, made by somebody who means ill. */
class HostileIndexTest {
  private static final long LIMIT = 1 << 20;

  @Property(tries = 5000)
  void isRefusedOrAnswersWhateverTheBlocksHold(@ForAll long seed) {
    Random random = new Random(seed);
    Forged forged = new Forged();
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
      Forged forged = new Forged();
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
    Forged forged = new Forged();
    forged.lengths.set(Block.NAME_BYTES.ordinal(), 3);
    assertThatThrownBy(() -> SymbolIndex.open(ByteBuffer.wrap(forged.toBytes()), LIMIT))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("NAME_BYTES is not 3 bytes long");
  }

  @Test
  void refusesFramesThatAreInlinedIntoThemselves() {
    Forged forged = new Forged();
    forged.columns.set(Block.NODE_CALLERS.ordinal(), ColumnWriter.fresh(new int[] {1, 0, 0, 0}));
    forged.counts.set(Count.NODES.ordinal(), 4);
    assertThatThrownBy(() -> SymbolIndex.open(ByteBuffer.wrap(forged.toBytes()), LIMIT))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("inlined into one that comes after it");
  }

  /** An index that can be written again with other contents and right checksums. */
  private static final class Forged {
    private final List<byte[]> columns = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private final List<Integer> lengths;

    Forged() {
      byte[] bytes = KnownIndex.build().toBytes();
      try {
        StoredHeader header = StoredHeader.read(ByteBuffer.wrap(bytes));
        for (Block block : Block.values()) {
          StoredHeader.Location at = header.location(block);
          byte[] stored = new byte[at.storedLength()];
          System.arraycopy(bytes, at.start(), stored, 0, stored.length);
          columns.add(Zstd.decompress(stored, at.length()));
        }
        for (Count count : Count.values()) {
          counts.add(header.count(count));
        }
      } catch (MalformedFileException e) {
        throw new AssertionError(e);
      }
      lengths = new ArrayList<>(Collections.nCopies(columns.size(), null));
    }

    byte[] toBytes() {
      Output header = new Output();
      Output blocks = new Output();
      header.putVarint(0);
      header.putVarint(0);
      header.putVarint(0);
      header.putVarint(counts.size());
      counts.forEach(header::putVarint);
      header.putVarint(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        byte[] stored = Zstd.compress(columns.get(i));
        Integer length = lengths.get(i);
        header.putVarint(i);
        header.putVarint(length == null ? columns.get(i).length : length);
        header.putVarint(stored.length);
        header.putFixed(IndexWriter.checksum(stored, stored.length), Integer.BYTES);
        blocks.put(stored);
      }
      Output out = new Output();
      out.putFixed(IndexFormat.MAGIC, Long.BYTES);
      out.putFixed(IndexFormat.VERSION, Integer.BYTES);
      out.putFixed(header.size() + Integer.BYTES, Integer.BYTES);
      out.put(header.toArray());
      out.putFixed(IndexWriter.checksum(out.toArray(), out.size()), Integer.BYTES);
      out.put(blocks.toArray());
      return out.toArray();
    }
  }
}
