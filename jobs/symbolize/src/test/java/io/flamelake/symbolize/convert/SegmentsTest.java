package io.flamelake.symbolize.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfImage;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Offsets become the addresses that the ELF file itself tells. */
class SegmentsTest {
  private static final int PROGBITS = 1;
  private static final int NO_BITS = 8;
  private static final int CODE = 6;
  private static final int FUNCTION = 2;
  private static final int LOAD = 1;
  private static final int SPAN = 0x100;

  @Property(tries = 500)
  void givesTheAddressThatTheProgramGives(@ForAll long seed) throws IOException {
    byte[] program = program(new Random(seed), PROGBITS);
    SymbolIndex index = read(program);
    ElfFile file = ElfFile.of(ByteBuffer.wrap(program));
    for (long offset = -2; offset < 2 * SPAN; offset++) {
      assertThat(index.virtualAddress(offset))
          .as("%d", offset)
          .isEqualTo(file.toVirtualAddress(offset).orElse(SymbolIndex.NO_ADDRESS));
    }
  }

  /** Some tools leave the sizes of segments in detached files as they were. */
  @Property(tries = 50)
  void givesNoneFromADetachedFile(@ForAll long seed) throws IOException {
    SymbolIndex index = read(program(new Random(seed), NO_BITS));
    assertThat(index.functions()).isEqualTo(1);
    assertThat(index.hasSegments()).isFalse();
    for (long offset = -2; offset < 2 * SPAN; offset++) {
      assertThat(index.virtualAddress(offset)).isEqualTo(SymbolIndex.NO_ADDRESS);
    }
  }

  /** Segments of any kind that overlap or not; other kinds of program headers between them. */
  private static byte[] program(Random random, int textType) {
    ElfImage image = new ElfImage(random.nextBoolean(), ByteOrder.LITTLE_ENDIAN);
    image.section(".text", textType, CODE, 0x4000, image.bytes().u64(0).u64(0));
    image.symbol("f", 0x4000, 8, FUNCTION, 1);
    for (int i = random.nextInt(5); i >= 0; i--) {
      int type = random.nextInt(4) == 0 ? 6 : LOAD;
      long size = random.nextInt(SPAN);
      long[] place = {random.nextInt(SPAN), random.nextInt(1 << 30), size, size};
      image.segment(type, random.nextInt(8), place);
    }
    return image.image();
  }

  private static SymbolIndex read(byte[] program) throws IOException {
    Path file = Files.createTempFile("program", "");
    try {
      Files.write(file, program);
      byte[] bytes =
          Conversion.of(ProgramFiles.of(file), ConversionLimits.DEFAULT).index().toBytes();
      return SymbolIndex.open(ByteBuffer.wrap(bytes), 1 << 20);
    } finally {
      Files.delete(file);
    }
  }
}
