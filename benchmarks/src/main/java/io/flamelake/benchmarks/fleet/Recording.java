package io.flamelake.benchmarks.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The recorded profiles of one kind, in the order in which one process has written them. */
final class Recording {
  /** What the kinds of files are called as profile types; the others are worked out by the job. */
  private static final Map<String, String> NAMES =
      Map.of("cpu", "process_cpu", "heap", "memory", "goroutine", "goroutine", "mutex", "mutex");

  private final String kind;
  private final List<Template> files;
  private final Map<Integer, Template> countedUp = new HashMap<>();

  private Recording(String kind, List<Template> files) {
    this.kind = kind;
    this.files = files;
  }

  /**
   * Reads the files of a kind.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Recording load(Path folder, String kind) {
    Path prefix = folder.resolve(kind);
    try (Stream<Path> list = Files.list(prefix.getParent())) {
      List<Template> files =
          list.filter(file -> file.getFileName().toString().startsWith(prefix.getFileName() + "-"))
              .filter(file -> file.getFileName().toString().endsWith(".pb.gz"))
              .sorted()
              .map(Recording::read)
              .toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException(folder + " has no " + kind + "-*.pb.gz");
      }
      return new Recording(kind, files);
    } catch (IOException e) {
      throw new IllegalArgumentException(folder + " has no " + kind + "-*.pb.gz", e);
    }
  }

  private static Template read(Path file) {
    try {
      return new Template(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String kind() {
    return kind;
  }

  String folder() {
    return kind.substring(0, kind.indexOf('/'));
  }

  /** The label {@code __name__}, empty for none. */
  String profileName() {
    return NAMES.getOrDefault(kind.substring(kind.indexOf('/') + 1), "");
  }

  boolean countsUp() {
    return files.get(0).countsUp();
  }

  /**
   * What a process sends as its profile number {@code snapshot}. Values that count up go on
   * counting behind the last file; other recordings start over.
   *
   * @param phase where the process starts in a recording that does not count up
   */
  Template snapshot(int snapshot, int phase) {
    if (!countsUp()) {
      return files.get((int) ((snapshot + (long) phase) % files.size()));
    }
    if (snapshot < files.size()) {
      return files.get(snapshot);
    }
    return countedUp.computeIfAbsent(
        snapshot - files.size() + 1,
        more -> files.get(files.size() - 1).countedUp(more, files.size()));
  }
}
