package io.flamelake.cli.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Reads profile files into records, at their own time or moved to now. */
public final class ProfileFiles {
  /** What a pprof profile's record says in its {@code content-type} header. */
  public static final String PPROF = "application/x-pprof";

  private static final String JFR = "application/x-jfr";
  private static final String FOLDED = "text/x-folded";

  /** What files are called that are not pprof. */
  private static final Map<String, String> BY_EXTENSION =
      Map.of("jfr", JFR, "folded", FOLDED, "collapsed", FOLDED);

  private static final List<String> PACKED = List.of(".gz", ".zst");
  private static final long MILLION = 1_000_000;

  private final String contentType;
  private final String labels;
  private final BiConsumer<Path, String> failed;

  /**
   * Reads files for one set of labels.
   *
   * @param contentType of all files; null: each file's own, by its name
   * @param failed told each file that can't be sent, and why
   */
  public ProfileFiles(LabelSet labels, String contentType, BiConsumer<Path, String> failed) {
    this.contentType = contentType;
    this.labels = labels.text();
    this.failed = failed;
  }

  /** The files as they are; their records get the time of sending. */
  public List<ProfileRecord> asTheyAre(List<Path> files) {
    List<ProfileRecord> records = new ArrayList<>();
    read(files).forEach((file, bytes) -> records.add(record(file, bytes, null)));
    return records;
  }

  /** The files as they are; each record gets its profile's time, as if sent when it was taken. */
  public List<ProfileRecord> backfill(List<Path> files) {
    List<ProfileRecord> records = new ArrayList<>();
    read(files)
        .forEach(
            (file, bytes) ->
                time(file, bytes)
                    .ifPresent(nanos -> records.add(record(file, bytes, nanos / MILLION))));
    return records;
  }

  /** The files moved in time together, so that the newest is taken at {@code now}. */
  public List<ProfileRecord> retimed(List<Path> files, Instant now) {
    Map<Path, byte[]> contents = read(files);
    Map<Path, Long> times = new LinkedHashMap<>();
    contents.forEach((file, bytes) -> time(file, bytes).ifPresent(t -> times.put(file, t)));
    long newest = times.values().stream().mapToLong(Long::longValue).max().orElse(0);
    long shift = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - newest;
    List<ProfileRecord> records = new ArrayList<>();
    times.forEach(
        (file, time) -> {
          try {
            records.add(record(file, PprofTime.replace(contents.get(file), time + shift), null));
          } catch (IOException e) {
            failed.accept(file, e.getMessage());
          }
        });
    return records;
  }

  private ProfileRecord record(Path file, byte[] bytes, Long millis) {
    String type = contentType == null ? contentType(file) : contentType;
    return new ProfileRecord(
        file.toString(), bytes, Map.of("content-type", type, "labels", labels), millis);
  }

  /** The content type that a file's name tells, without regard to how it is packed. */
  static String contentType(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (String packed : PACKED) {
      name = name.endsWith(packed) ? name.substring(0, name.length() - packed.length()) : name;
    }
    int dot = name.lastIndexOf('.');
    return dot < 0 ? PPROF : BY_EXTENSION.getOrDefault(name.substring(dot + 1), PPROF);
  }

  private OptionalLong time(Path file, byte[] bytes) {
    try {
      long time = PprofTime.read(bytes);
      if (time > 0) {
        return OptionalLong.of(time);
      }
      failed.accept(file, "the profile has no time: push it without --retime and --backfill");
    } catch (IOException e) {
      failed.accept(file, "its time can't be read: " + e.getMessage());
    }
    return OptionalLong.empty();
  }

  private Map<Path, byte[]> read(List<Path> files) {
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        contents.put(file, Files.readAllBytes(file));
      } catch (NoSuchFileException e) {
        failed.accept(file, "there is no such file");
      } catch (IOException e) {
        failed.accept(file, "it can't be read: " + e.getMessage());
      }
    }
    return contents;
  }
}
