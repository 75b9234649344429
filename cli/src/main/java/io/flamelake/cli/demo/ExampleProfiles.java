package io.flamelake.cli.demo;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.push.LabelSet;
import io.flamelake.cli.push.ProfileFiles;
import io.flamelake.cli.push.ProfileRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of recorded profiles: one folder a service, files named {@code KIND-NUMBER.pb.gz}, the
 * number being the order in time.
 */
public record ExampleProfiles(Path folder) {
  /** What the kinds of files are called as profile types; the others are worked out by the job. */
  private static final Map<String, String> NAMES =
      Map.of("cpu", "process_cpu", "heap", "memory", "goroutine", "goroutine", "mutex", "mutex");

  /** The folders, one a service. */
  public List<Path> services() {
    List<Path> services = list(folder).stream().filter(Files::isDirectory).toList();
    if (services.isEmpty()) {
      throw CommandException.failed(folder + " holds no folders with profiles");
    }
    return services;
  }

  /**
   * The files of one folder as records, moved in time so that the newest is taken at {@code now}.
   *
   * @param kind the start of the file names, empty for all
   * @param labels of every file; the profile's name is added
   */
  public static List<ProfileRecord> records(
      Path service, String kind, LabelSet labels, Instant now) {
    // All kinds move by the same distance: they are of one process.
    List<Path> files =
        list(service).stream()
            .filter(file -> file.getFileName().toString().startsWith(kind))
            .filter(file -> file.getFileName().toString().endsWith(".pb.gz"))
            .toList();
    List<ProfileRecord> moved = reader(labels).retimed(files, now);
    List<ProfileRecord> named = new ArrayList<>(moved.size());
    for (ProfileRecord record : moved) {
      String name = NAMES.get(kind(Path.of(record.source())));
      LabelSet all = name == null ? labels : labels.with("__name__", name);
      named.add(
          new ProfileRecord(
              record.source(),
              record.value(),
              Map.of("content-type", ProfileFiles.PPROF, "labels", all.text()),
              null));
    }
    return named;
  }

  private static ProfileFiles reader(LabelSet labels) {
    return new ProfileFiles(
        labels,
        ProfileFiles.PPROF,
        (file, reason) -> {
          throw CommandException.failed("%s: %s".formatted(file, reason));
        });
  }

  /** {@code cpu} of {@code cpu-00003.pb.gz}. */
  private static String kind(Path file) {
    return file.getFileName().toString().split("-", 2)[0];
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw CommandException.failed("can't list " + folder + ": " + e.getMessage(), e);
    }
  }
}
