package io.flamelake.symbolize.sources;

import static io.flamelake.symbolize.Programs.CLONES;
import static io.flamelake.symbolize.Programs.DWZ;
import static io.flamelake.symbolize.Programs.DWZ_SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.Programs;
import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionLimits;
import io.flamelake.symbolize.convert.ProgramFiles;
import io.flamelake.symbolize.debuginfod.DebuginfodClient;
import io.flamelake.symbolize.debuginfod.DebuginfodLimits;
import io.flamelake.symbolize.debuginfod.DebuginfodServer;
import io.flamelake.symbolize.debuginfod.HostileServer;
import io.flamelake.symbolize.store.DebuginfoStore;
import io.flamelake.symbolize.store.StoreLimits;
import io.flamelake.symbolize.store.StoredBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real store behind real servers and folders, good and bad ones. */
class SourcesTest {
  @TempDir private Path storeFolder;
  @TempDir private Path temporary;
  @TempDir private Path files;

  private final Map<String, byte[]> served = new HashMap<>();
  private final IndexCounters counters = new IndexCounters();
  private DebuginfoStore store;

  @BeforeEach
  void openStore() throws IOException {
    StoreLimits limits = new StoreLimits(ConversionLimits.DEFAULT, 1 << 20, 1, 1 << 20, temporary);
    store = DebuginfoStore.open(storeFolder.toUri(), limits, counters);
  }

  @AfterEach
  void leavesNothingInTheTemporaryFolder() {
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void joinsWhatAServerHasAndKeepsItInTheStore() throws Exception {
    serve(CLONES, "executable", "convert/clones-stripped");
    serve(CLONES, "debuginfo", "convert/clones-debug");
    byte[] expected =
        index(
            ProgramFiles.of(program("convert/clones-stripped"))
                .withDebugFile(program("convert/clones-debug")));
    String name;
    try (HostileServer server = HostileServer.start(this::answer)) {
      name = server.url().getAuthority();
      assertThat(load(CLONES, server).index().toBytes()).isEqualTo(expected);
      assertThat(load(CLONES, server).index().toBytes()).isEqualTo(expected);
      assertThat(server.requests()).hasSize(2);
    }
    assertThat(store.index(CLONES).toBytes()).isEqualTo(expected);
    assertThat(counters.asked())
        .containsEntry("store.not_found", 1L)
        .containsEntry(name + ".found", 1L)
        .containsEntry("store.found", 1L);
  }

  @Test
  void getsFromAServerWhatTheStoreLacks() throws Exception {
    store.put(program("convert/clones-debug"));
    serve(CLONES, "executable", "convert/clones-stripped");
    try (HostileServer server = HostileServer.start(this::answer)) {
      assertThat(load(CLONES, server).index().hasSegments()).isTrue();
      assertThat(server.requests()).containsExactly("/buildid/" + CLONES + "/executable");
    }
    StoredBuild build = store.inspect(CLONES);
    assertThat(build.executableBytes()).isPositive();
    assertThat(build.debuginfoBytes()).isPositive();
  }

  @Test
  void takesTheWholeProgramForItsDebuggingInformation() throws Exception {
    serve(CLONES, "debuginfo", "convert/clones");
    try (HostileServer server = HostileServer.start(this::answer)) {
      assertThat(load(CLONES, server).index().toBytes())
          .isEqualTo(index(ProgramFiles.of(program("convert/clones"))));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void getsWhatProgramsShareToo() throws Exception {
    serve(DWZ, "executable", "dwarf/dwz-a");
    serve(DWZ_SHARED, "debuginfo", "dwarf/dwz-shared");
    try (HostileServer server = HostileServer.start(this::answer)) {
      assertThat(load(DWZ, server).index().toBytes())
          .isEqualTo(
              index(
                  ProgramFiles.of(program("dwarf/dwz-a"))
                      .withSupplement(program("dwarf/dwz-shared"))));
    }
  }

  @Test
  void takesAPartIfTheServerFailsInBetween() throws Exception {
    byte[] debug = Programs.bytes("convert/clones-debug");
    try (HostileServer server =
        HostileServer.start(
            connection ->
                connection.send(connection.path().endsWith("debuginfo") ? 200 : 500, "", debug))) {
      IndexAnswer answer = load(CLONES, server);
      assertThat(answer.isFound()).isTrue();
      assertThat(answer.index().hasSegments()).isFalse();
      assertThat(server.requests()).as("two attempts, the debuginfo once").hasSize(3);
    }
  }

  @Test
  void comesToNoHarmByBadServers() throws Exception {
    byte[] program = Programs.bytes("convert/clones");
    byte[] other = Programs.bytes("dwarf/rust");
    Map<HostileServer.Answer, Unavailable> bad = new HashMap<>();
    bad.put(HostileServer.Connection::hold, Unavailable.TIMEOUT);
    bad.put(connection -> connection.send(200, "", other), Unavailable.MALFORMED);
    bad.put(connection -> connection.send(200, "", new byte[5000]), Unavailable.MALFORMED);
    bad.put(
        connection -> connection.send(200, "", Arrays.copyOf(program, 9000)),
        Unavailable.MALFORMED);
    bad.put(connection -> connection.send(200, "", new byte[2 << 20]), Unavailable.TOO_LARGE);
    bad.put(connection -> connection.send(500, "", program), Unavailable.UPSTREAM_UNAVAILABLE);
    bad.put(connection -> connection.send("garbage\r\n\r\n"), Unavailable.UPSTREAM_UNAVAILABLE);
    bad.put(connection -> connection.send(404, "", program), Unavailable.NOT_FOUND);
    for (Map.Entry<HostileServer.Answer, Unavailable> each : bad.entrySet()) {
      try (HostileServer server = HostileServer.start(each.getKey())) {
        assertThat(load(CLONES, server).reason()).isEqualTo(each.getValue());
        assertThat(store.list()).isEmpty();
        assertThat(temporary).isEmptyDirectory();
      }
    }
  }

  @Test
  void findsFilesOfAFolderByNameAndByBuildId() throws Exception {
    Path named = Files.createDirectories(files.resolve(".build-id/9a"));
    Files.write(
        named.resolve(CLONES.substring(2) + ".debug"), Programs.bytes("convert/clones-debug"));
    Files.write(named.resolve(CLONES.substring(2)), new byte[100]);
    Path deep = Files.createDirectories(files.resolve("usr/lib"));
    Files.write(deep.resolve("libclones.so"), Programs.bytes("convert/clones-stripped"));
    Files.writeString(deep.resolve("README"), "nothing");
    FilesUpstream folder = new FilesUpstream("folder", new FolderFinder(files), store, temporary);
    assertThat(folder.load(CLONES).hasSegments()).isTrue();
    assertThat(folder.load(DWZ)).isNull();
    assertThat(folder.load("go/id")).isNull();
    assertThat(store.inspect(CLONES).debuginfoBytes()).isPositive();
  }

  @Test
  void looksAtAFolderAgainAfterAWhile() throws Exception {
    long[] now = {0};
    FolderFinder finder = new FolderFinder(files, () -> now[0]);
    FilesUpstream folder = new FilesUpstream("folder", finder, store, temporary);
    assertThat(folder.load(CLONES)).isNull();
    program("convert/clones");
    assertThat(folder.load(CLONES)).isNull();
    now[0] += Duration.ofMinutes(5).toNanos();
    assertThat(folder.load(CLONES)).isNotNull();
  }

  private void serve(String buildId, String kind, String name) throws IOException {
    served.put("/buildid/" + buildId + "/" + kind, Programs.bytes(name));
  }

  private void answer(HostileServer.Connection connection) throws IOException {
    byte[] body = served.get(connection.path());
    connection.send(body == null ? 404 : 200, "", body == null ? new byte[0] : body);
  }

  /** Asks the store and then the server, with nothing in memory. */
  private IndexAnswer load(String buildId, HostileServer server) throws Exception {
    Duration brief = Duration.ofSeconds(2);
    DebuginfodClient client =
        new DebuginfodClient(
            DebuginfodServer.of(server.url()),
            new DebuginfodLimits(1 << 20, brief, Duration.ofMillis(300), brief, 3));
    IndexesOptions options =
        new IndexesOptions(
            2,
            100,
            Duration.ofSeconds(30),
            IndexesOptions.Memory.DEFAULT,
            new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1), 0),
            BreakerPolicy.DEFAULT);
    List<Upstream> sources =
        List.of(new StoreUpstream(store), FilesUpstream.of(client, store, temporary));
    try (Indexes indexes = new Indexes(sources, options, counters)) {
      return indexes.get(buildId).get(60, TimeUnit.SECONDS);
    }
  }

  private Path program(String name) throws IOException {
    return Programs.unpack(name, files);
  }

  private static byte[] index(ProgramFiles files) throws IOException {
    return Conversion.of(files, ConversionLimits.DEFAULT).index().toBytes();
  }
}
