package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalog's PostgreSQL. */
final class PostgresService {
  private PostgresService() {}

  static Launch launch(StackSettings settings) {
    StateFolder state = settings.state();
    return new Launch(
        ServiceName.POSTGRES,
        settings.jdks().trino(),
        List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Checkout.ownClassPath(),
            PostgresServer.class.getName(),
            data(state).toString(),
            state.data("postgres-binaries").toString(),
            Integer.toString(settings.port(PortName.POSTGRES))),
        Map.of(),
        state.data("postgres"));
  }

  static boolean isReady(Addresses addresses) {
    try (Connection connection =
            DriverManager.getConnection(
                addresses.postgres(), StackSettings.CATALOG_USER, StackSettings.CATALOG_PASSWORD);
        var statement = connection.createStatement()) {
      return statement.execute("SELECT 1");
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Stops a PostgreSQL that lives on after its JVM was killed. It would hold the port and the data
   * folder.
   */
  static void stopOrphan(StateFolder state) {
    Optional<ProcessHandle> orphan = serverProcess(state);
    if (orphan.isEmpty()) {
      return;
    }
    long pid = orphan.get().pid();
    interrupt(pid);
    if (!Deadline.of(Duration.ofSeconds(20)).await(() -> serverProcess(state).isEmpty())) {
      throw CommandException.failed(
          "PostgreSQL (process %d) does not stop: look at it, then try again".formatted(pid));
    }
  }

  private static Path data(StateFolder state) {
    return state.data("postgres").resolve("cluster");
  }

  /** PostgreSQL's SIGINT: end all sessions, write all out, stop. Java can only send SIGTERM. */
  private static void interrupt(long pid) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw CommandException.failed("can't stop PostgreSQL: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<ProcessHandle> serverProcess(StateFolder state) {
    try {
      String pid = Files.readAllLines(data(state).resolve("postmaster.pid")).getFirst().strip();
      String commandLine =
          Files.readString(Path.of("/proc", pid, "cmdline"), StandardCharsets.ISO_8859_1);
      return commandLine.contains(data(state).toString())
          ? ProcessHandle.of(Long.parseLong(pid))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
