package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.dwarf.SplitFiles;
import io.flamelake.symbolize.elf.BuildIds;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a program while they are read. */
final class OpenFiles implements Closeable {
  private final ConversionLimits limits;
  private final List<ElfFile> opened = new ArrayList<>();
  private final ElfFile file;
  private final ElfFile debugFile;
  private final ElfFile supplement;
  private final ElfFile splitPackage;
  private final SplitFiles splitFiles;
  private long splitBytes;

  private OpenFiles(ProgramFiles files, ConversionLimits limits) throws IOException {
    this.limits = limits;
    try {
      this.file = open(files.file());
      this.debugFile = files.debugFile() == null ? null : open(files.debugFile());
      this.supplement = files.supplement() == null ? null : open(files.supplement());
      this.splitPackage = files.splitPackage() == null ? null : open(files.splitPackage());
      this.splitFiles = new SplitFileFinder(files.splitFiles(), this::openSplit);
      checkBuildIds();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  static OpenFiles of(ProgramFiles files, ConversionLimits limits) throws IOException {
    return new OpenFiles(files, limits);
  }

  private ElfFile open(Path path) throws IOException {
    ElfFile elf = openWithinLimits(path);
    opened.add(elf);
    return elf;
  }

  /** Of split units there may be thousands; the reader closes each. */
  private ElfFile openSplit(Path path) throws IOException {
    ElfFile elf = openWithinLimits(path);
    splitBytes += elf.size();
    return elf;
  }

  private ElfFile openWithinLimits(Path path) throws IOException {
    long size = Files.size(path);
    if (size > limits.fileBytes()) {
      throw MalformedFileException.beyondLimit(
          "the file has " + size + " bytes, more than the limit of " + limits.fileBytes());
    }
    return ElfFile.open(path, limits.elf());
  }

  private void checkBuildIds() throws IOException {
    BuildIds own = file.buildIds();
    if (debugFile != null && own.gnu() != null) {
      String other = debugFile.buildIds().gnu();
      if (other != null && !other.equals(own.gnu())) {
        throw new MalformedFileException(
            "the debug file has the build id " + other + " and not " + own.gnu());
      }
    }
  }

  ElfFile file() {
    return file;
  }

  /** The file that has the debugging information. */
  ElfFile debugFile() {
    return debugFile == null ? file : debugFile;
  }

  ElfFile supplement() {
    return supplement;
  }

  ElfFile splitPackage() {
    return splitPackage;
  }

  SplitFiles splitFiles() {
    return splitFiles;
  }

  /** The bytes of all files that were opened until now. */
  long bytes() {
    return splitBytes + opened.stream().mapToLong(ElfFile::size).sum();
  }

  @Override
  public void close() throws IOException {
    for (ElfFile elf : opened) {
      elf.close();
    }
  }
}
