package io.flamelake.symbolize.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Programs with errors in them, as a whole. */
class HostileConversionTest {
  private static final long MEMORY = 1 << 22;

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

  private static byte[] program() throws IOException {
    try (InputStream in =
        new GZIPInputStream(HostileConversionTest.class.getResourceAsStream("clones.gz"))) {
      return in.readAllBytes();
    }
  }
}
