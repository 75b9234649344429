package io.flamelake.symbolize.store;

import static io.flamelake.symbolize.Programs.CLONES;
import static io.flamelake.symbolize.Programs.DWZ;
import static io.flamelake.symbolize.Programs.DWZ_SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.Programs;
import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionLimits;
import io.flamelake.symbolize.convert.ProgramFiles;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores on this machine, and in two kinds of object stores. */
@ParameterizedClass
@ValueSource(strings = {"file", "objects", "commits"})
class DebuginfoStoreTest {
  @TempDir private Path folder;
  @TempDir private Path temporary;
  @Parameter private String scheme;
  private URI root;

  @AfterEach
  void leavesNothingInTheTemporaryFolder() {
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void joinsAProgramAndItsDetachedFileInAnyOrder() throws IOException {
    byte[] expected =
        index(ProgramFiles.of(program("clones-stripped")).withDebugFile(program("clones-debug")));
    for (List<String> order :
        List.of(
            List.of("clones-stripped", "clones-debug"),
            List.of("clones-debug", "clones-stripped"))) {
      DebuginfoStore store = store();
      for (String name : order) {
        StoredFile put = store.put(program(name));
        assertThat(put.stored()).isTrue();
        assertThat(put.problem()).isEmpty();
        assertThat(put.report().lost()).isEmpty();
        assertThat(put.announce()).contains(CLONES);
      }
      assertThat(store.index(CLONES).toBytes()).isEqualTo(expected);
      StoredBuild build = store.inspect(CLONES);
      assertThat(build.executableBytes()).isEqualTo(Files.size(program("clones-stripped")));
      assertThat(build.debuginfoBytes()).isEqualTo(Files.size(program("clones-debug")));
      assertThat(build.indexBytes()).isEqualTo(expected.length);
      assertThat(store.list()).containsExactly(build);
    }
  }

  @Test
  void changesNothingWhenAFileIsPutAgain() throws IOException {
    DebuginfoStore store = store();
    store.put(program("clones"));
    StoredBuild before = store.inspect(CLONES);
    StoredFile again = store.put(program("clones"));
    assertThat(again.stored()).isFalse();
    assertThat(again.report()).isNull();
    assertThat(again.problem()).isEmpty();
    assertThat(store.list()).containsExactly(before);
  }

  @Test
  void keepsTheProgramThatIsNotStripped() throws IOException {
    for (List<String> order :
        List.of(List.of("clones", "clones-stripped"), List.of("clones-stripped", "clones"))) {
      DebuginfoStore store = store();
      for (String name : order) {
        store.put(program(name));
      }
      assertThat(store.index(CLONES).toBytes())
          .isEqualTo(index(ProgramFiles.of(program("clones"))));
      assertThat(new StoreFixture(root).names())
          .hasSize(4)
          .noneMatch(name -> name.contains("6296"));
    }
  }

  @Test
  void answersByTheHashOfTheProgramToo() throws IOException {
    DebuginfoStore store = store();
    StoredFile put = store.put(program("clones"));
    String hash;
    try (ElfFile elf = ElfFile.open(program("clones"))) {
      hash = elf.buildIds().htlhash();
    }
    assertThat(put.announce()).containsExactly(CLONES, hash);
    assertThat(store.index(hash).toBytes()).isEqualTo(store.index(CLONES).toBytes());
    assertThat(store.inspect(hash)).isEqualTo(store.inspect(CLONES));
  }

  @Test
  void joinsWhatProgramsShareInAnyOrder() throws IOException {
    byte[] expected =
        index(ProgramFiles.of(program("dwz-a")).withSupplement(program("dwz-shared")));
    DebuginfoStore first = store();
    assertThat(first.put(program("dwz-shared")).announce()).containsExactly(DWZ_SHARED);
    first.put(program("dwz-a"));
    assertThat(first.index(DWZ).toBytes()).isEqualTo(expected);

    DebuginfoStore second = store();
    second.put(program("dwz-a"));
    assertThat(second.index(DWZ).toBytes()).isNotEqualTo(expected);
    assertThat(second.put(program("dwz-shared")).announce()).containsExactly(DWZ_SHARED, DWZ);
    assertThat(second.index(DWZ).toBytes()).isEqualTo(expected);
  }

  @Test
  void makesAnIndexAnewThatIsMissingOrDamaged() throws IOException {
    DebuginfoStore store = store();
    store.put(program("clones"));
    byte[] index = store.index(CLONES).toBytes();
    StoreFixture fixture = new StoreFixture(root);
    Random random = new Random(7);
    for (int i = 0; i < 5; i++) {
      byte[] damaged = index.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      fixture.overwrite("index-", damaged);
      assertThat(store.index(CLONES).toBytes()).isEqualTo(index);
      assertThat(fixture.read("index-")).isEqualTo(index);
    }
    fixture.delete("index-");
    assertThat(store.index(CLONES).toBytes()).isEqualTo(index);
    assertThat(fixture.read("index-")).isEqualTo(index);
  }

  @Test
  void takesAFileThatWasNotWrittenToItsEndAsMissing() throws IOException {
    DebuginfoStore store = store();
    store.put(program("clones"));
    byte[] whole = Programs.bytes("convert/clones");
    byte[] half = Arrays.copyOf(whole, 5000);
    new StoreFixture(root).overwrite("executable-", half);
    assertThat(store.index(CLONES)).isNull();
    assertThat(store.put(program("clones")).stored()).isTrue();
    assertThat(store.index(CLONES).toBytes()).isEqualTo(index(ProgramFiles.of(program("clones"))));
  }

  @Test
  void answersFromTheProgramIfTheDetachedFileWasDamaged() throws IOException {
    DebuginfoStore store = store();
    store.put(program("clones-stripped"));
    store.put(program("clones-debug"));
    StoreFixture fixture = new StoreFixture(root);
    fixture.overwrite("debuginfo-", new byte[(int) Files.size(program("clones-debug"))]);
    fixture.delete("index-");
    assertThat(store.index(CLONES).layers()).hasSize(1);
  }

  @Test
  void refusesWhatIsNoProgramAndStoresNothing() throws IOException {
    DebuginfoStore store = store();
    Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\nexit 1\n");
    byte[] relocatable = Programs.bytes("convert/clones");
    relocatable[16] = 1;
    byte[] nameless = Programs.bytes("convert/clones-debug");
    int note = new String(nameless, StandardCharsets.ISO_8859_1).indexOf("\u0003\0\0\0GNU\0");
    nameless[note + 4] = 'X';
    refuses(store, text, "ELF");
    refuses(store, Files.write(folder.resolve("o"), relocatable), "object file or kernel module");
    refuses(store, Files.write(folder.resolve("n"), nameless), "neither code nor a build id");
    assertThat(new StoreFixture(root).names()).isEmpty();
    assertThat(store.list()).isEmpty();
  }

  private static void refuses(DebuginfoStore store, Path file, String why) {
    assertThatThrownBy(() -> store.put(file))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(why);
  }

  @Test
  void knowsNothingOfTextsThatAreNoBuildIds() throws IOException {
    DebuginfoStore store = store();
    store.put(program("clones"));
    for (String text :
        new String[] {"", "..", "../" + CLONES, "redacted", "0000", "ab%2fcd", null}) {
      assertThat(store.index(text)).isNull();
      assertThat(store.inspect(text)).isNull();
    }
    assertThat(store.index("00" + CLONES.substring(2))).isNull();
  }

  /**
   * Writers of the same files, and readers who see them come; each writer in an order of its own.
   */
  @Test
  void endsWithTheSameIndexHoweverManyWriteAtOnce() throws Exception {
    byte[] expected =
        index(ProgramFiles.of(program("clones")).withDebugFile(program("clones-debug")));
    for (int round = 0; round < 10; round++) {
      store();
      Random random = new Random(round);
      List<Callable<Object>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        List<String> order = new ArrayList<>(List.of("clones", "clones-debug", "clones-stripped"));
        Collections.shuffle(order, random);
        DebuginfoStore own = open();
        for (String name : order) {
          Path file = program(name);
          all.add(() -> own.put(file));
        }
        all.add(() -> own.index(CLONES));
      }
      runAtOnce(all);
      assertThat(open().index(CLONES).toBytes()).isEqualTo(expected);
      assertThat(new StoreFixture(root).names()).noneMatch(name -> name.contains("writing-"));
    }
  }

  private static void runAtOnce(List<Callable<Object>> all) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Object> each : threads.invokeAll(all)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private DebuginfoStore store() throws IOException {
    root =
        scheme.equals("file")
            ? folder.resolve("store" + UUID.randomUUID()).toUri()
            : URI.create(scheme + ":///" + UUID.randomUUID());
    return open();
  }

  private DebuginfoStore open() throws IOException {
    return DebuginfoStore.open(
        root, new StoreLimits(ConversionLimits.DEFAULT, 1 << 24, 2, 1 << 20, temporary));
  }

  private Path program(String name) throws IOException {
    Path file = folder.resolve(name);
    String group = name.startsWith("dwz") ? "dwarf/" : "convert/";
    return Files.exists(file) ? file : Programs.unpack(group + name, folder);
  }

  private static byte[] index(ProgramFiles files) throws IOException {
    return Conversion.of(files, ConversionLimits.DEFAULT).index().toBytes();
  }
}
