package io.flamelake.symbolize.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfLimits;
import io.flamelake.symbolize.elf.ElfSymbols;
import io.flamelake.symbolize.oracle.CheckedSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damages programs at random and reads them: only the declared error may come of it. The number of
 * rounds can be set by the system property {@code flamelake.test.mutations}.
 */
class MutationTest {
  private static final int ROUNDS = Integer.getInteger("flamelake.test.mutations", 60);
  private static final ElfLimits LIMITS =
      new ElfLimits(1 << 16, 1 << 12, 1 << 20, 64 << 20, 64 << 20, 64 << 20);
  private static final long[] VALUES = {0, 1, 0x7f, 0x80, 0xff, -1, 1 << 16, Integer.MAX_VALUE};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gcc-dwarf2",
        "gcc-dwarf4",
        "gcc-dwarf5",
        "gcc-zlib",
        "gcc-lto",
        "clang-dwarf4",
        "clang-dwarf5",
        "clang-lld5",
        "clang-mips",
        "clang-powerpc64",
        "rust"
      })
  void endsWithoutAnErrorThatIsNotDeclared(String name) throws IOException {
    byte[] good = Fixtures.bytes(name);
    long told = 0;
    for (int round = 0; round < ROUNDS; round++) {
      told += read(mutate(good, new Random(round)), name + " round " + round);
    }
    assertThat(told).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clang-split.dwp", "clang-split.dwo", "dwz-shared"})
  void endsWithoutAnErrorThatIsNotDeclaredOfOtherFiles(String name) throws IOException {
    byte[] good = Fixtures.bytes(name);
    String program = name.equals("dwz-shared") ? "dwz-a" : "clang-split";
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bad = mutate(good, new Random(round));
      try (ElfFile file = Fixtures.elf(program);
          ElfFile other = ElfFile.of(ByteBuffer.wrap(bad), LIMITS)) {
        DwarfSource source = DwarfSource.of(file);
        DwarfReader.read(
            switch (name) {
              case "dwz-shared" -> source.withSupplement(other);
              case "clang-split.dwp" -> source.withSplitPackage(other);
              default -> source.withSplitFiles((path, folder, id) -> other);
            },
            new CheckedSink());
      } catch (MalformedFileException e) {
        assertThat(e).hasMessageMatching("[^\\n]{5,}");
      }
    }
  }

  @Test
  void readsWhatIsLeftOfAFileThatIsCutOff() throws IOException {
    byte[] good = Fixtures.bytes("gcc-dwarf5");
    for (int length = 0; length < good.length; length += 97) {
      read(Arrays.copyOf(good, length), "length " + length);
    }
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] bad = good.clone();
    ByteBuffer view = ByteBuffer.wrap(bad);
    for (int i = random.nextInt(12); i >= 0; i--) {
      int at = random.nextInt(bad.length - 8);
      switch (random.nextInt(4)) {
        case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bad[at] = (byte) random.nextInt(256);
        case 2 -> view.putInt(at, (int) VALUES[random.nextInt(VALUES.length)]);
        default -> System.arraycopy(good, random.nextInt(bad.length - 8), bad, at, 8);
      }
    }
    return bad;
  }

  private static long read(byte[] bytes, String what) throws IOException {
    CheckedSink sink = new CheckedSink();
    try (ElfFile file = ElfFile.of(ByteBuffer.wrap(bytes), LIMITS)) {
      assertThat(file.buildIds().best()).as(what).isNotEmpty();
      readSymbols(file);
      DwarfReader.read(DwarfSource.of(file), sink);
    } catch (MalformedFileException e) {
      assertThat(e).as(what).hasMessageMatching("[^\\n]{5,}");
    }
    return sink.told();
  }

  private static void readSymbols(ElfFile file) throws IOException {
    ElfSymbols symbols = file.symbols();
    for (int i = 0; symbols != null && i < symbols.count(); i++) {
      assertThat(symbols.name(i)).isNotNull();
      assertThat(symbols.type(i)).isBetween(0, 15);
      assertThat(symbols.section(i)).isNotNegative();
      assertThat(Long.toHexString(symbols.value(i) + symbols.size(i))).isNotEmpty();
    }
    assertThat(file.debugLink()).isNull();
  }
}
