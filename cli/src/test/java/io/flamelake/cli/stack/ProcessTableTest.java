package io.flamelake.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: a JVM that waits for ever. */
class ProcessTableTest {
  private static final ServiceName SERVICE = ServiceName.KAFKA;

  @TempDir Path folder;
  private StateFolder state;
  private ProcessTable table;
  private ProcessHandle process;

  @BeforeEach
  void startsAProcess() {
    state = new StateFolder(folder);
    table = new ProcessTable(state);
    process = table.start(launch());
  }

  @AfterEach
  void endsIt() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Test
  void findsItsProcessAgain() {
    assertThat(new ProcessTable(state).running(SERVICE)).contains(process);
    assertThat(table.isLeftOver(SERVICE)).isFalse();
  }

  @Test
  void aStoppedProcessIsForgotten() {
    boolean killed = table.stop(SERVICE, Duration.ofSeconds(30));
    assertThat(killed).isFalse();
    // It counts as alive until this JVM has asked how it ended.
    assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(table.running(SERVICE)).isEmpty();
    assertThat(table.isLeftOver(SERVICE)).isFalse();
  }

  @Test
  void aKilledProcessIsALeftOver() {
    table.kill(SERVICE);
    assertThat(table.running(SERVICE)).isEmpty();
    assertThat(table.isLeftOver(SERVICE)).isTrue();
  }

  @Test
  void aProcessThatGotTheSameIdLaterIsNotOurs() {
    ProcessHandle own = ProcessHandle.current();
    String mark = "-Dflamelake.service=" + SERVICE.id();
    new ProcessRecord(own.pid(), Instant.EPOCH, mark).write(state.pid(SERVICE));
    assertThat(table.running(SERVICE)).isEmpty();
    Instant started = own.info().startInstant().orElseThrow();
    new ProcessRecord(own.pid(), started, mark).write(state.pid(SERVICE));
    assertThat(table.running(SERVICE)).isEmpty();
  }

  @Test
  void theLogOfTheRunBeforeIsKept() throws Exception {
    table.stop(SERVICE, Duration.ofSeconds(30));
    Files.writeString(state.log(SERVICE), "the first run");
    process = table.start(launch());
    assertThat(Path.of(state.log(SERVICE) + ".1")).hasContent("the first run");
  }

  private Launch launch() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Launch(
        SERVICE,
        java,
        List.of("-Xmx32m", "-cp", System.getProperty("java.class.path"), Waiting.class.getName()),
        Map.of(),
        folder.resolve("work"));
  }

  /** A server that does nothing. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] arguments) throws InterruptedException {
      Thread.currentThread().join();
    }
  }
}
