package io.flamelake.symbolize.symtab;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Programs with errors in them. */
class HostileSymbolsTest {
  private static final byte[] PROGRAM = Symbols.program("symbols-ibt");

  @Property(tries = 5000)
  void neverDoesHarm(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = PROGRAM.clone();
    for (int i = random.nextInt(20); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    if (random.nextInt(5) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    try {
      ElfFile elf = ElfFile.of(ByteBuffer.wrap(bytes));
      SymbolReader.read(elf, elf.symbols(), builder);
      SymbolReader.read(elf, elf.dynamicSymbols(), builder);
      PltReader.read(elf, builder);
    } catch (MalformedFileException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    assertThat(builder.build("").ranges()).isLessThan(1000);
  }
}
