package io.flamelake.symbolize.symtab;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import io.flamelake.symbolize.index.Layer;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of symbols against llvm-symbolizer's recorded answers. */
class SymbolReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"symbols", "symbols-ibt"})
  void namesEachAddressAsLlvmSymbolizerDoes(String program) throws IOException {
    SymbolIndex index = index(Symbols.program(program));
    for (String[] run : Symbols.recorded(program + ".names")) {
      long end = Long.parseLong(run[1], 16);
      String function = SymbolReader.plain(run[3]);
      for (long address = Long.parseLong(run[0], 16); address < end; address++) {
        assertThat(Symbols.at(index, address)).as("%x", address).isEqualTo(function + " " + run[4]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "f,f",
    "memcpy@@GLIBC_2.14,memcpy",
    "@odd,@odd",
    "runtime.memmove.abi0,runtime.memmove",
    "runtime.abi0.x,runtime.abi0.x"
  })
  void leavesOutWhatLinkersAddToNames(String symbol, String name) {
    assertThat(SymbolReader.plain(symbol)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbols", "symbols-ibt"})
  void namesExportedFunctionsFromTheDynamicTable(String program) throws IOException {
    ElfFile elf = ElfFile.of(ByteBuffer.wrap(Symbols.program(program)));
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    builder.layer(Layer.DYNSYM);
    assertThat(SymbolReader.read(elf, elf.dynamicSymbols(), builder)).isEqualTo(8);
    SymbolIndex index = builder.build("");
    for (String[] run : Symbols.recorded(program + ".names")) {
      if (run[3].equals("indirect") || run[3].equals("main")) {
        assertThat(Symbols.at(index, Long.parseLong(run[0], 16))).isEqualTo(run[3] + " ??");
      }
    }
  }

  @Test
  void tellsNothingWithoutATable() throws IOException {
    ElfFile elf = ElfFile.of(ByteBuffer.wrap(Symbols.program("symbols")));
    assertThat(SymbolReader.read(elf, null, new IndexBuilder(IndexLimits.DEFAULT))).isZero();
  }

  private static SymbolIndex index(byte[] program) throws IOException {
    ElfFile elf = ElfFile.of(ByteBuffer.wrap(program));
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    builder.layer(Layer.SYMTAB);
    SymbolReader.read(elf, elf.symbols(), builder);
    return builder.build("");
  }
}
