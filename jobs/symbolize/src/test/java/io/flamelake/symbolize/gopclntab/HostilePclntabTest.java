package io.flamelake.symbolize.gopclntab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfImage;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Tables that no linker made. */
class HostilePclntabTest {
  private static final int PROGBITS = 1;
  private static final int WORDS = 1 << 19;

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

  /** Every word may be the beginning of a table, or lead to one. */
  @Example
  void endsSoonWhereverATableMayBegin() throws IOException {
    ElfImage elf = new ElfImage(true, ByteOrder.LITTLE_ENDIAN);
    elf.section(".text", PROGBITS, 6, TestProgram.TEXT, elf.bytes().raw(new byte[64]));
    ByteBuffer headers = ByteBuffer.allocate(WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer pointers = ByteBuffer.allocate(WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer relocations = ByteBuffer.allocate(WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < WORDS; i++) {
      headers.putLong(i % 9 == 0 ? 0x0801_0000_FFFF_FFF1L : 1);
      pointers.putLong(i % 2 == 0 ? TestProgram.TABLE : 0);
      relocations.putLong(i % 3 == 2 ? TestProgram.TABLE : 1);
    }
    elf.section(".rodata", PROGBITS, 2, TestProgram.TABLE, elf.bytes().raw(headers.array()));
    elf.section(".data", PROGBITS, 2, 0x2000000, elf.bytes().raw(pointers.array()));
    elf.section(".rela.dyn", PROGBITS, 2, 0x4000000, elf.bytes().raw(relocations.array()));
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> PclntabReader.read(ElfFile.of(ByteBuffer.wrap(elf.image())), builder));
  }
}
