package io.flamelake.symbolize.store;

import io.flamelake.symbolize.BuildId;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.AltLink;
import io.flamelake.symbolize.elf.BuildIds;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A file that somebody wants to store.
 *
 * @param file where it is on this machine
 * @param bytes its length
 * @param kind what it is
 * @param shared whether it is what others share (dwz), of which no index can be made
 * @param buildIds by what it is asked for; it is stored under the first
 * @param supplement the build id of the file that it shares with others, or null
 */
record Upload(
    Path file,
    long bytes,
    FileKind kind,
    boolean shared,
    List<String> buildIds,
    String supplement) {
  private static final int CORE = 4;

  /** Looks at a file; throws a sentence if it is nothing to store. */
  static Upload of(Path file, StoreLimits limits) throws IOException {
    long bytes = Files.size(file);
    if (bytes > limits.conversion().fileBytes()) {
      throw MalformedFileException.beyondLimit(
          "the file has %d bytes, more than the limit of %d"
              .formatted(bytes, limits.conversion().fileBytes()));
    }
    try (ElfFile elf = ElfFile.open(file, limits.conversion().elf())) {
      FileKind kind = elf.hasCode() ? FileKind.EXECUTABLE : FileKind.DEBUGINFO;
      if (elf.type() == CORE || (elf.relocatable() && kind == FileKind.EXECUTABLE)) {
        throw new MalformedFileException(
            "the file is %s; programs, libraries and their debugging information can be stored"
                .formatted(elf.relocatable() ? "an object file or kernel module" : "a core file"));
      }
      return new Upload(file, bytes, kind, elf.relocatable(), buildIds(elf, kind), supplement(elf));
    }
  }

  /** The hash is that of the program: of any other file nobody asks for it. */
  private static List<String> buildIds(ElfFile elf, FileKind kind) throws IOException {
    BuildIds ids = elf.buildIds();
    if (kind == FileKind.EXECUTABLE) {
      return ids.all();
    }
    List<String> found =
        Stream.of(ids.gnu(), ids.go()).map(BuildId::normalized).filter(Objects::nonNull).toList();
    if (found.isEmpty()) {
      throw new MalformedFileException(
          "the file has neither code nor a build id that tells what program it belongs to");
    }
    return found;
  }

  private static String supplement(ElfFile elf) throws IOException {
    AltLink link = elf.altLink();
    return link == null ? null : BuildId.normalized(link.buildId());
  }

  String buildId() {
    return buildIds.get(0);
  }
}
