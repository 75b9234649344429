package io.flamelake.cli.debuginfo;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that were named, and ELF files of folders that were named.
 *
 * @param named files that were named themselves
 * @param walked those found in folders
 */
public record FoundFiles(List<Path> named, List<Path> walked) {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  /** Looks into folders, and their folders; links to folders are not followed. */
  public static FoundFiles of(List<Path> paths) {
    List<Path> named = new ArrayList<>();
    List<Path> walked = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        walked.addAll(walk(path));
      } else {
        named.add(path);
      }
    }
    return new FoundFiles(named, walked);
  }

  private static List<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(FoundFiles::isElf).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw CommandException.failed("can't list " + folder + ": " + e.getMessage(), e);
    }
  }

  private static boolean isElf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ELF.length), ELF);
    } catch (IOException e) {
      return false;
    }
  }
}
