package io.flamelake.symbolize.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.ElfImage;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Programs with errors in them, as a whole. */
class HostileConversionTest {
  private static final long MEMORY = 1 << 22;
  private static final int NOTE = 7;
  private static final int ALLOCATED = 2;
  private static final int SECTIONS = 50_000;

  @Property(tries = 1000)
  void givesAnIndexThatCanBeReadOrAReason(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = program();
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    Path file = Files.createTempFile("program", "");
    try {
      Files.write(file, bytes);
      byte[] index =
          Conversion.of(ProgramFiles.of(file), ConversionLimits.DEFAULT).index().toBytes();
      SymbolIndex read = SymbolIndex.open(ByteBuffer.wrap(index), MEMORY);
      assertThat(read.ranges() + read.lines()).isPositive();
    } catch (MalformedFileException e) {
      assertThat(e.getMessage()).isNotBlank();
    } finally {
      Files.delete(file);
    }
  }

  /** Every section is all of the file, and both notes and data. */
  @Example
  void endsSoonWhenSectionsLieOverOneAnother() throws IOException {
    ElfImage image = new ElfImage(true, ByteOrder.LITTLE_ENDIAN);
    image.section(".note", NOTE, ALLOCATED, 0x1000, image.bytes().raw(new byte[1 << 22]));
    for (int i = 1; i < SECTIONS; i++) {
      image.section("", NOTE, ALLOCATED, 0x1000, image.bytes());
    }
    ByteBuffer bytes = ByteBuffer.wrap(image.image()).order(ByteOrder.LITTLE_ENDIAN);
    int headers = (int) bytes.getLong(40);
    for (int i = 1; i < SECTIONS; i++) {
      bytes.putLong(headers + i * 64 + 24, 64).putLong(headers + i * 64 + 32, 1 << 22);
    }
    Path file = Files.createTempFile("program", "");
    try {
      Files.write(file, bytes.array());
      assertTimeoutPreemptively(
          Duration.ofMinutes(1),
          () ->
              assertThatThrownBy(
                      () -> Conversion.of(ProgramFiles.of(file), ConversionLimits.DEFAULT))
                  .isInstanceOf(MalformedFileException.class)
                  .hasMessage("the file tells no functions: it is stripped"));
    } finally {
      Files.delete(file);
    }
  }

  private static byte[] program() throws IOException {
    try (InputStream in =
        new GZIPInputStream(HostileConversionTest.class.getResourceAsStream("clones.gz"))) {
      return in.readAllBytes();
    }
  }
}
