package io.flamelake.symbolize.convert;

import java.nio.file.Path;

/**
 * The files of one program or library.
 *
 * @param file the program itself, or a file that has only its debugging information
 * @param debugFile the file with the debugging information of {@code file}, or null
 * @param supplement the file that the debugging information shares with others (dwz), or null
 * @param splitPackage the package of split units ({@code .dwp}), or null
 */
public record ProgramFiles(Path file, Path debugFile, Path supplement, Path splitPackage) {
  /** A file that stands for itself. */
  public static ProgramFiles of(Path file) {
    return new ProgramFiles(file, null, null, null);
  }

  /** The same with a detached file. */
  public ProgramFiles withDebugFile(Path path) {
    return new ProgramFiles(file, path, supplement, splitPackage);
  }

  /** The same with a supplementary file. */
  public ProgramFiles withSupplement(Path path) {
    return new ProgramFiles(file, debugFile, path, splitPackage);
  }
}
