package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.elf.AltLink;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one program or library.
 *
 * @param file the program itself, or a file that has only its debugging information
 * @param debugFile the file with the debugging information of {@code file}, or null
 * @param supplement the file that the debugging information shares with others (dwz), or null
 * @param splitPackage the package of split units ({@code .dwp}), or null
 * @param splitFiles files with split units ({@code .dwo}), and folders in which to look for them
 */
public record ProgramFiles(
    Path file, Path debugFile, Path supplement, Path splitPackage, List<Path> splitFiles) {
  public ProgramFiles {
    splitFiles = List.copyOf(splitFiles);
  }

  /** A file that stands for itself. */
  public static ProgramFiles of(Path file) {
    return new ProgramFiles(file, null, null, null, List.of());
  }

  /** The same with a detached file. */
  public ProgramFiles withDebugFile(Path path) {
    return new ProgramFiles(file, path, supplement, splitPackage, splitFiles);
  }

  /** The same with a supplementary file. */
  public ProgramFiles withSupplement(Path path) {
    return new ProgramFiles(file, debugFile, path, splitPackage, splitFiles);
  }

  /** The same with a package of split units. */
  public ProgramFiles withSplitPackage(Path path) {
    return new ProgramFiles(file, debugFile, supplement, path, splitFiles);
  }

  /** The same with files of split units, and folders in which to look for them. */
  public ProgramFiles withSplitFiles(List<Path> paths) {
    return new ProgramFiles(file, debugFile, supplement, splitPackage, paths);
  }

  /**
   * The same with what lies beside the file that has the debugging information, as far as it is not
   * given: the supplementary file, the package of split units ({@code FILE.dwp}), and their files.
   * Of the paths in a file only the last name is used, so that no file leads elsewhere.
   */
  public ProgramFiles withNeighbours() throws IOException {
    Path main = debugFile == null ? file : debugFile;
    Path folder = main.toAbsolutePath().getParent();
    Path dwp = existing(main.resolveSibling(main.getFileName() + ".dwp"));
    return new ProgramFiles(
        file,
        debugFile,
        supplement == null ? supplementBeside(main) : supplement,
        splitPackage == null ? dwp : splitPackage,
        splitFiles.isEmpty() ? List.of(folder) : splitFiles);
  }

  private static Path supplementBeside(Path main) throws IOException {
    try (ElfFile elf = ElfFile.open(main)) {
      AltLink link = elf.altLink();
      Path name = link == null ? null : Path.of(link.name()).getFileName();
      return name == null ? null : existing(main.resolveSibling(name));
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Path existing(Path path) {
    return Files.isRegularFile(path) ? path : null;
  }
}
