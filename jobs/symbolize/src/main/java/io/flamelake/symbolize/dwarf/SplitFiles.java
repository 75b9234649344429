package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;

/** Finds files with split debugging information ({@code .dwo}, 7.3.2). */
@FunctionalInterface
public interface SplitFiles {
  /** Finds none. */
  SplitFiles NONE = (name, compilationDir, id) -> null;

  /**
   * Opens a file; the caller closes it.
   *
   * @param name its path, seen from the folder of the compilation if it is relative
   * @param compilationDir the folder of the compilation, or null
   * @param id the id that the unit shares with its skeleton
   * @return the file, or null if it is not to be had
   */
  ElfFile open(String name, String compilationDir, long id) throws IOException;
}
