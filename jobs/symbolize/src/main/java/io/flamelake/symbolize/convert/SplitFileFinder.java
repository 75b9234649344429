package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.dwarf.SplitFiles;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds files of split units among those that are given and in folders that are given.
 *
 * <p>The paths in a program are untrusted: of a folder only what lies in it is taken.
 */
final class SplitFileFinder implements SplitFiles {
  private final List<Path> given;
  private final Opening opening;

  /** Opens a file within the limits. */
  interface Opening {
    ElfFile open(Path path) throws IOException;
  }

  SplitFileFinder(List<Path> given, Opening opening) {
    this.given = given;
    this.opening = opening;
  }

  @Override
  public ElfFile open(String name, String compilationDir, long id) throws IOException {
    Path wanted;
    try {
      wanted = Path.of(name);
    } catch (InvalidPathException e) {
      return null;
    }
    Path found = find(wanted);
    return found == null ? null : opening.open(found);
  }

  /** Of files of the same name the one whose folders are the same, the innermost first. */
  private Path find(Path wanted) {
    Path best = null;
    int most = 0;
    for (Path path : given) {
      Path candidate = Files.isDirectory(path) ? inFolder(path, wanted) : path;
      int same = candidate == null ? 0 : sameNames(candidate, wanted);
      if (same > most) {
        best = candidate;
        most = same;
      }
    }
    return best;
  }

  /** As deep in the folder as the program says, else right in it. */
  private static Path inFolder(Path folder, Path wanted) {
    int names = wanted.getNameCount();
    for (int from = wanted.isAbsolute() ? Math.max(0, names - 1) : 0; from < names; from++) {
      Path path = folder.resolve(wanted.subpath(from, names)).normalize();
      if (path.startsWith(folder.normalize()) && Files.isRegularFile(path)) {
        return path;
      }
    }
    return null;
  }

  /** How many names at the end of both paths are the same. */
  private static int sameNames(Path one, Path other) {
    int most = Math.min(one.getNameCount(), other.getNameCount());
    int same = 0;
    while (same < most
        && one.getName(one.getNameCount() - 1 - same)
            .equals(other.getName(other.getNameCount() - 1 - same))) {
      same++;
    }
    return same;
  }
}
