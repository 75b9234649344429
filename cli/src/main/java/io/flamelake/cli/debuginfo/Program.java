package io.flamelake.cli.debuginfo;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionLimits;
import io.flamelake.symbolize.convert.ProgramFiles;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program, library or detached file on this machine.
 *
 * @param file the file
 * @param debugFile the file with its debugging information, or null
 */
public record Program(Path file, Path debugFile) {

  /** Reads the file's structure. */
  public interface Reading<T> {
    /** Reads what is asked for. */
    T of(ElfFile file) throws IOException;
  }

  /** Opens the file itself for as long as it is read. */
  public <T> T read(Reading<T> reading) {
    check(file);
    try (ElfFile elf = ElfFile.open(file)) {
      return reading.of(elf);
    } catch (MalformedFileException e) {
      throw CommandException.failed("%s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Makes the index of the file, of its debugging information, and of what lies beside them.
   *
   * @throws MalformedFileException if nothing can be told
   */
  public Conversion convert() throws MalformedFileException {
    check(file);
    try {
      ProgramFiles files = ProgramFiles.of(file);
      if (debugFile != null) {
        check(debugFile);
        files = files.withDebugFile(debugFile);
      }
      return Conversion.of(files.withNeighbours(), ConversionLimits.DEFAULT);
    } catch (MalformedFileException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static void check(Path path) {
    if (!Files.isRegularFile(path)) {
      throw CommandException.failed(
          "%s: %s".formatted(path, Files.exists(path) ? "is no file" : "there is no such file"));
    }
  }

  private CommandException unreadable(IOException e) {
    return CommandException.failed("%s can't be read: %s".formatted(file, e.getMessage()), e);
  }
}
