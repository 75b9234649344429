package io.flamelake.symbolize.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import io.flamelake.symbolize.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfFileTest {
  private static final int PROGBITS = 1;
  private static final int NOTE = 7;
  private static final int NOBITS = 8;

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void readsSectionsSegmentsAndSymbolsOfEveryClassAndOrder(boolean wide, boolean big)
      throws IOException {
    ElfImage image = new ElfImage(wide, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    image.section(".text", PROGBITS, 6, 0x401000, image.bytes().u32(0x01020304));
    image.section(".bss", NOBITS, 3, 0x500000, image.bytes().raw(new byte[64]));
    image.symbol("first", 0x401002, 7, 2, 1);
    image.segment(1, 5, new long[] {0x1000, 0x401000, 0x200, 0x300});
    image.segment(1, 6, new long[] {0x1200, 0x602200, 0x100, 0x100});

    ElfFile file = image.open();

    assertThat(file.wide()).isEqualTo(wide);
    assertThat(file.bytes(".text").getInt(0)).isEqualTo(0x01020304);
    assertThat(file.bytes(".bss").limit()).isZero();
    assertThat(file.section(".bss").address()).isEqualTo(0x500000);
    assertThat(file.section(".none")).isNull();
    assertThat(file.executableRanges().contains(0x401003)).isTrue();
    assertThat(file.executableRanges().contains(0x401004)).isFalse();
    ElfSymbols symbols = file.symbols();
    assertThat(symbols.count()).isEqualTo(2);
    assertThat(symbols.name(1)).isEqualTo("first");
    assertThat(symbols.value(1)).isEqualTo(0x401002);
    assertThat(symbols.size(1)).isEqualTo(7);
    assertThat(symbols.type(1)).isEqualTo(ElfSymbols.TYPE_FUNCTION);
    assertThat(symbols.binding(1)).isEqualTo(ElfSymbols.BINDING_GLOBAL);
    assertThat(symbols.section(1)).isEqualTo(1);
    assertThat(file.toVirtualAddress(0x11ff)).isEqualTo(OptionalLong.of(0x4011ff));
    assertThat(file.toVirtualAddress(0x1200)).isEqualTo(OptionalLong.of(0x602200));
    assertThat(file.toVirtualAddress(0x1300)).isEmpty();
  }

  @Test
  void takesExecutableSegmentsWhereThereAreNoSectionHeaders() throws IOException {
    ElfImage image = new ElfImage(true, ByteOrder.LITTLE_ENDIAN);
    image.segment(1, 5, new long[] {0x1000, 0x401000, 0x200, 0x300});
    image.segment(1, 6, new long[] {0x2000, 0x402000, 0x200, 0x300});

    AddressRanges ranges = image.withoutSections().executableRanges();

    assertThat(ranges.count()).isEqualTo(1);
    assertThat(ranges.start(0)).isEqualTo(0x401000);
    assertThat(ranges.end(0)).isEqualTo(0x401300);
  }

  @Test
  void readsCountsThatDoNotFitTheHeaderFromTheFirstSection() throws IOException {
    ElfImage image = new ElfImage(true, ByteOrder.LITTLE_ENDIAN);
    image.section(".text", PROGBITS, 6, 0x1000, image.bytes().u8(1));

    ElfFile file = image.extended().open();

    assertThat(file.section(".text").size()).isEqualTo(1);
    assertThat(file.sections()).hasSize(image.sectionCount());
  }

  @Test
  void inflatesSectionsOfEveryKind(@TempDir Path folder) throws IOException {
    byte[] text =
        "some text that repeats, text that repeats".repeat(500).getBytes(StandardCharsets.UTF_8);
    ElfImage image = new ElfImage(true, ByteOrder.LITTLE_ENDIAN);
    image.compressed(".debug_info", 1, text.length, zlib(text));
    image.compressed(".debug_line", 2, text.length, Zstd.compress(text));
    byte[] old =
        ByteBuffer.allocate(12)
            .put("ZLIB".getBytes(StandardCharsets.UTF_8))
            .putLong(text.length)
            .array();
    image.section(".zdebug_str", PROGBITS, 0, 0, image.bytes().raw(old).raw(zlib(text)));
    Path path = folder.resolve("file");
    Files.write(path, image.image());
    for (int heap : new int[] {1 << 20, 16}) {
      ElfLimits limits = new ElfLimits(100, 100, 1000, 1 << 20, 1 << 20, heap);
      try (ElfFile file = ElfFile.open(path, limits)) {
        for (String name : new String[] {".debug_info", ".debug_line", ".debug_str"}) {
          ByteBuffer inflated = file.bytes(name);
          assertThat(inflated.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
          assertThat(inflated.isReadOnly()).isTrue();
          assertThat(inflated).as(name).isEqualByComparingTo(ByteBuffer.wrap(text));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,5,10,would have 10 bytes inflated",
    "1,5,-1,bytes inflated",
    "1,5,9,has fewer bytes inflated than its header says",
    "3,5,5,is compressed by the unknown method 3",
    "2,5,5,can't be inflated"
  })
  void refusesWhatDoesNotInflate(int method, int bytes, long declared, String why)
      throws IOException {
    ElfImage image = new ElfImage(true, ByteOrder.LITTLE_ENDIAN);
    image.compressed(".debug_info", method, declared, zlib(new byte[bytes]));
    ElfFile file =
        ElfFile.of(ByteBuffer.wrap(image.image()), new ElfLimits(100, 100, 1000, 9, 9, 9));

    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> file.bytes(".debug_info"))
        .withMessageContaining("section .debug_info")
        .withMessageContaining(why);
  }

  @Test
  void readsBuildIdsFromSectionsAndSegments() throws IOException {
    ElfImage image = new ElfImage(true, ByteOrder.LITTLE_ENDIAN);
    Assembler gnu =
        image.bytes().u32(4).u32(3).u32(3).raw("GNU\0".getBytes(StandardCharsets.UTF_8));
    image.section(".note.gnu.build-id", NOTE, 2, 0, gnu.u8(0xab, 0xcd, 0xef, 0));
    Assembler go =
        image.bytes().u32(4).u32(5).u32(4).raw("Go\0\0a/b/c".getBytes(StandardCharsets.UTF_8));
    image.section(".note.go.buildid", NOTE, 2, 0, go);

    BuildIds ids = image.open().buildIds();

    assertThat(ids.gnu()).isEqualTo("abcdef");
    assertThat(ids.go()).isEqualTo("a/b/c");
    assertThat(ids.best()).isEqualTo("abcdef");
    assertThat(new BuildIds(null, "go/id", "0a1b").best()).isEqualTo("go/id");
  }

  @Test
  void hashesHeadTailAndLengthOfFiles() throws IOException {
    // By sha256sum of (head -c 4096; tail -c 4096; length) for 64 and 10000 bytes.
    byte[] small = new byte[64];
    byte[] large = new byte[10_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 >> 3);
    }
    assertThat(Htlhash.of(FileBytes.of(ByteBuffer.wrap(small))))
        .isEqualTo("614f6a9b42f6ed6c6d0bb6498afeee9f");
    assertThat(Htlhash.of(FileBytes.of(ByteBuffer.wrap(large))))
        .isEqualTo("3c144f1970934ff19c67bba6f886888a");
  }

  @Test
  void readsLinksToOtherFiles() throws IOException {
    ElfImage image = new ElfImage(true, ByteOrder.LITTLE_ENDIAN);
    image.section(".gnu_debuglink", PROGBITS, 0, 0, image.bytes().text("a.debug").u32(0xcafe));
    image.section(".gnu_debugaltlink", PROGBITS, 0, 0, image.bytes().text("b").u8(1, 0xff));

    ElfFile file = image.open();

    assertThat(file.debugLink()).isEqualTo(new DebugLink("a.debug", 0xcafe));
    assertThat(file.altLink()).isEqualTo(new AltLink("b", "01ff"));
    assertThat(new ElfImage(true, ByteOrder.LITTLE_ENDIAN).open().debugLink()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,1,is not an ELF file",
    "4,9,1,9 is not an ELF class",
    "5,0,1,0 is not an ELF byte order",
    "58,3,2,3 bytes are too few for a section header",
    "40,-1,8,goes beyond the file's",
    "60,-2,2,goes beyond the file's",
    "54,1,2,1 bytes are too few for a program header"
  })
  void saysWhatIsWrongWithAHeader(int offset, long value, int size, String why) {
    ElfImage image = new ElfImage(true, ByteOrder.LITTLE_ENDIAN);
    image.segment(1, 5, new long[] {0, 0, 0, 0});
    byte[] bytes = image.image();
    System.arraycopy(image.bytes().number(value, size).bytes(), 0, bytes, offset, size);

    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> ElfFile.of(ByteBuffer.wrap(bytes)))
        .withMessageContaining(why);
  }

  @Test
  void refusesMoreSectionsThanTheLimit() {
    byte[] image = new ElfImage(true, ByteOrder.LITTLE_ENDIAN).image();

    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(
            () -> ElfFile.of(ByteBuffer.wrap(image), new ElfLimits(2, 10, 1000, 10, 10, 10)))
        .withMessage("the file has 4 sections, more than the limit of 2");
  }

  private static byte[] zlib(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }
}
