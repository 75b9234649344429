package io.flamelake.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * A process as it was when we started it. Process ids are used again by the system: only one with
 * the same start time and our mark on its command line is still that process.
 *
 * @param mark an argument of its command line
 */
record ProcessRecord(long pid, Instant started, String mark) {
  // Linux counts a process's start from boot, so that a corrected clock shifts it a little.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

  static ProcessRecord of(ProcessHandle process, String mark) {
    return new ProcessRecord(
        process.pid(), process.info().startInstant().orElseGet(Instant::now), mark);
  }

  /** The process if it still runs. */
  Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
  }

  private boolean isOurs(ProcessHandle process) {
    Instant start = process.info().startInstant().orElse(started);
    if (Duration.between(started, start).abs().compareTo(CLOCK_TOLERANCE) > 0) {
      return false;
    }
    return !isZombie() && commandLineHasMark();
  }

  private boolean commandLineHasMark() {
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    try {
      String arguments = Files.readString(commandLine, StandardCharsets.ISO_8859_1);
      // Empty for a moment while a process that was just started loads its program.
      return arguments.isEmpty() || arguments.contains(mark);
    } catch (IOException e) {
      // No such file system, or gone in between: the start time alone decides.
      return !Files.isDirectory(Path.of("/proc/self"));
    }
  }

  /** Ended, but its parent has not asked how: in a container perhaps nobody ever will. */
  private boolean isZombie() {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }

  void write(Path file) {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("started", started.toString());
    properties.setProperty("mark", mark);
    StateFolder.make(file.getParent());
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was written; nothing if there is no file or it is damaged. */
  static Optional<ProcessRecord> read(Path file) {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return Optional.of(
          new ProcessRecord(
              Long.parseLong(properties.getProperty("pid", "")),
              Instant.parse(properties.getProperty("started", "")),
              properties.getProperty("mark", "")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
