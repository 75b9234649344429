package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts, finds and stops the servers of one state folder by their recorded process ids. */
final class ProcessTable {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final StateFolder state;

  ProcessTable(StateFolder state) {
    this.state = state;
  }

  /** Starts a server in the background; its output goes to its log, the last run's to LOG.1. */
  ProcessHandle start(Launch launch) {
    String mark = mark(launch.service());
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      // A Ctrl-C in the terminal must reach this command only: it stops the servers in order.
      command.add(SETSID.toString());
    }
    command.add(launch.java().toString());
    command.add(mark);
    command.addAll(launch.arguments());
    Path log = state.log(launch.service());
    StateFolder.make(log.getParent());
    StateFolder.make(launch.directory());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launch.directory().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile());
    builder.environment().putAll(launch.environment());
    try {
      if (Files.exists(log)) {
        Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessHandle process = builder.start().toHandle();
      ProcessRecord.of(process, mark).write(state.pid(launch.service()));
      return process;
    } catch (IOException e) {
      throw CommandException.failed(
          "can't start %s: %s".formatted(launch.service().title(), e.getMessage()), e);
    }
  }

  /** The server's process if it runs. */
  Optional<ProcessHandle> running(ServiceName service) {
    return ProcessRecord.read(state.pid(service)).flatMap(ProcessRecord::running);
  }

  /** Whether a server was started and not stopped by us, but is gone: it crashed or was killed. */
  boolean isLeftOver(ServiceName service) {
    return Files.exists(state.pid(service)) && running(service).isEmpty();
  }

  /** Asks a server to stop without waiting for it. */
  void requestStop(ServiceName service) {
    running(service).ifPresent(ProcessHandle::destroy);
  }

  /**
   * Stops a server: SIGTERM, and SIGKILL if it is still there after the deadline.
   *
   * @return whether it had to be killed
   */
  boolean stop(ServiceName service, Duration deadline) {
    Optional<ProcessRecord> record = ProcessRecord.read(state.pid(service));
    boolean killed = false;
    Optional<ProcessHandle> process = record.flatMap(ProcessRecord::running);
    if (process.isPresent()) {
      process.get().destroy();
      if (!awaitEnd(record.get(), deadline)) {
        killed = true;
        process.get().destroyForcibly();
        awaitEnd(record.get(), Duration.ofSeconds(10));
      }
    }
    forget(service);
    return killed;
  }

  /** Ends a server at once, as a crash would. */
  void kill(ServiceName service) {
    ProcessRecord.read(state.pid(service))
        .ifPresent(
            record -> {
              record.running().ifPresent(ProcessHandle::destroyForcibly);
              awaitEnd(record, Duration.ofSeconds(10));
            });
  }

  private void forget(ServiceName service) {
    try {
      Files.deleteIfExists(state.pid(service));
    } catch (IOException e) {
      throw CommandException.failed("can't delete a pid file: " + e.getMessage(), e);
    }
  }

  private String mark(ServiceName service) {
    return "-Dflamelake.service=" + service.id() + "@" + state.home();
  }

  private static boolean awaitEnd(ProcessRecord record, Duration deadline) {
    return Deadline.of(deadline).await(() -> record.running().isEmpty());
  }
}
