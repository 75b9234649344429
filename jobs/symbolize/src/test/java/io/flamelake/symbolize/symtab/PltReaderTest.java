package io.flamelake.symbolize.symtab;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.symtab.Stubs.Stub;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stubs against the labels of objdump, and those of aarch64 by their instructions. */
class PltReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"symbols", "symbols-ibt"})
  void namesStubsAsObjdumpDoes(String program) throws IOException {
    ElfFile elf = ElfFile.of(ByteBuffer.wrap(Symbols.program(program)));
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    PltReader.read(elf, builder);
    SymbolIndex index = builder.build("");
    for (String[] stub : Symbols.recorded(program + ".stubs")) {
      long address = Long.parseLong(stub[0], 16);
      String expected = stub[1].startsWith("*ABS*") ? "??" : stub[1];
      assertThat(Symbols.at(index, address)).isEqualTo(expected + " ??");
      assertThat(Symbols.at(index, address + 7)).isEqualTo(expected + " ??");
    }
  }

  /** Each stub of .plt pushes the number of its relocation, when those of .plt.sec are called. */
  @Test
  void namesStubsThatTellTheirRelocation() throws IOException {
    ElfFile elf = ElfFile.of(ByteBuffer.wrap(Symbols.program("symbols-ibt")));
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    assertThat(PltReader.read(elf, builder)).isEqualTo(9);
    long first = elf.section(".plt").address() + 16;
    assertThat(Symbols.at(builder.build(""), first)).isEqualTo("getenv@plt ??");
  }

  @Test
  void decodesStubsOfAarch64() {
    ByteBuffer code = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    // adrp x16, +0x10000; ldr x17, [x16, #0xfb8]; add x16, x16, #0xfb8; br x17
    code.putInt(0x90000090).putInt(0xF947DE11).putInt(0x913EE210).putInt(0xD61F0220);
    // bti c; adrp x16, -0x1000; ldr x17, [x16]; add x16, x16, #0; br x17; nop
    code.putInt(0xD503245F).putInt(0xF0FFFFF0).putInt(0xF9400211).putInt(0x91000210);
    code.putInt(0xD61F0220).putInt(0xD503201F);
    Stubs stubs = Stubs.of(183);
    assertThat(stubs.decode(code, 0, 0x400123)).isEqualTo(new Stub(16, -1, 0x410FB8));
    assertThat(stubs.decode(code, 4, 0x400004)).isNull();
    assertThat(stubs.decode(code, 16, 0x402010)).isEqualTo(new Stub(20, -1, 0x401000));
    assertThat(stubs.decode(code, 36, 0x402024)).isNull();
  }
}
