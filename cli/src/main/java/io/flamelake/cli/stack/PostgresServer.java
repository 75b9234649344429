package io.flamelake.cli.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The main class of the process that runs PostgreSQL for the Iceberg catalog: {@code PostgresServer
 * DATA WORK PORT}. It ends, and PostgreSQL with it, at SIGTERM.
 */
final class PostgresServer {
  private PostgresServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path data = StateFolder.make(Path.of(arguments[0]));
    Path work = StateFolder.make(Path.of(arguments[1]));
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(work.toFile())
            .setPort(Integer.parseInt(arguments[2]))
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("listen_addresses", Ports.HOST)
            .setServerConfig("unix_socket_directories", "")
            // Made for tests, the library switches both off. Here the catalog must survive a crash.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "100")
            .setRegisterShutdownHook(false)
            .start();
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (IOException e) {
                    System.err.println("PostgreSQL did not stop cleanly: " + e);
                  } finally {
                    closed.countDown();
                  }
                }));
    System.out.println("PostgreSQL is ready on port " + server.getPort());
    closed.await();
  }
}
