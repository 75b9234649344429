package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.store.FileKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Finds files in a folder on this machine: by their names if it has {@code .build-id/ab/cdef} and
 * {@code .build-id/ab/cdef.debug} as distributions do, and else by the build ids that its files
 * have.
 */
public final class FolderFinder implements FileFinder {
  /** Folders that are deeper, and files beyond that many, are not looked at. */
  private static final int DEPTH = 8;

  private static final int FILES = 100_000;

  /** How long a look at all files holds. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Path root;
  private final LongSupplier clock;
  private Map<String, List<Path>> byBuildId = Map.of();
  private long lookedAt;
  private boolean looked;

  public FolderFinder(Path root) {
    this(root, System::nanoTime);
  }

  FolderFinder(Path root, LongSupplier clock) {
    this.root = root;
    this.clock = clock;
  }

  @Override
  public Path find(String buildId, FileKind kind, Path folder) throws IOException {
    List<Path> candidates = new ArrayList<>();
    if (buildId.indexOf('/') < 0 && buildId.length() > 2) {
      String name = buildId.substring(2) + (kind == FileKind.DEBUGINFO ? ".debug" : "");
      candidates.add(root.resolve(".build-id").resolve(buildId.substring(0, 2)).resolve(name));
    }
    candidates.addAll(all().getOrDefault(buildId, List.of()));
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate) && is(candidate, buildId, kind)) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean is(Path file, String buildId, FileKind kind) {
    try (ElfFile elf = ElfFile.open(file)) {
      return elf.hasCode() == (kind == FileKind.EXECUTABLE)
          && elf.buildIds().all().contains(buildId);
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized Map<String, List<Path>> all() throws IOException {
    long now = clock.getAsLong();
    if (!looked || now - lookedAt >= FRESH.toNanos()) {
      byBuildId = lookAtAll();
      lookedAt = now;
      looked = true;
    }
    return byBuildId;
  }

  private Map<String, List<Path>> lookAtAll() throws IOException {
    Map<String, List<Path>> found = new HashMap<>();
    try (Stream<Path> files = Files.walk(root, DEPTH)) {
      files
          .filter(Files::isRegularFile)
          .limit(FILES)
          .forEach(file -> buildIds(file).forEach(id -> add(found, id, file)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  private static void add(Map<String, List<Path>> found, String buildId, Path file) {
    found.computeIfAbsent(buildId, id -> new ArrayList<>()).add(file);
  }

  /** None of what is no ELF file. */
  private static List<String> buildIds(Path file) {
    try (ElfFile elf = ElfFile.open(file)) {
      return elf.buildIds().all();
    } catch (IOException e) {
      return List.of();
    }
  }
}
