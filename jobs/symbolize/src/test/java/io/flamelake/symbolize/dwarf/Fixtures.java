package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/** Programs that are built by build.sh of the resources. */
final class Fixtures {
  private Fixtures() {}

  static InputStream open(String name) {
    return Fixtures.class.getResourceAsStream(name);
  }

  static byte[] bytes(String name) {
    try (InputStream in = new GZIPInputStream(open(name + ".gz"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ElfFile elf(String name) throws IOException {
    return ElfFile.of(ByteBuffer.wrap(bytes(name)));
  }
}
