package io.flamelake.symbolize.gopclntab;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Tables that no linker made. */
class HostilePclntabTest {
  @Property(tries = 20_000)
  void losesOnlyWhatCantBeRead(@ForAll long seed, @ForAll Version version) throws IOException {
    Random random = new Random(seed);
    ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int pointer = random.nextBoolean() ? 8 : 4;
    ByteBuffer elf = new TestProgram(version, order, pointer, 1).elf(".gopclntab");
    int headers = pointer == 8 ? 64 : 52;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = headers + random.nextInt(1400);
      elf.put(at, (byte) (random.nextBoolean() ? random.nextInt() : elf.get(at) ^ 1));
    }
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    try {
      GoReport report = PclntabReader.read(ElfFile.of(elf), builder);
      if (report != null) {
        assertThat(report.lostFunctions()).isLessThanOrEqualTo(report.functions());
      }
    } catch (MalformedFileException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    assertThat(builder.build("").ranges()).isLessThan(100);
  }
}
