package io.flamelake.symbolize.store;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionReport;
import io.flamelake.symbolize.convert.ProgramFiles;
import io.flamelake.symbolize.elf.AltLink;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Reads the indexes of a store, and makes those that are missing or damaged. */
final class StoredIndexes {
  /** How often it is tried again when files are replaced while they are read. */
  private static final int TRIES = 3;

  private final StoreFolders folders;
  private final StoreFiles files;
  private final StoreLimits limits;
  private final StoreEvents events;
  private final LocalCopies copies;
  private final Semaphore builds;

  StoredIndexes(StoreFolders folders, StoreLimits limits, StoreEvents events) {
    this.folders = folders;
    this.files = folders.files();
    this.limits = limits;
    this.events = events;
    this.copies = new LocalCopies(limits.temporaryFolder(), limits.temporaryBytes());
    this.builds = new Semaphore(limits.builds(), true);
  }

  /** What can be tried again from the start. */
  private interface Attempt<T> {
    T run() throws IOException;
  }

  private static <T> T retried(Attempt<T> attempt) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return attempt.run();
      } catch (FileNotFoundException | NoSuchFileException | EOFException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** The index of a build; null if it has no files. */
  SymbolIndex load(String buildId) throws IOException {
    return retried(
        () -> {
          BuildFolder folder = folders.resolve(buildId);
          if (folder == null) {
            return null;
          }
          SymbolIndex stored = stored(folder, nameFor(folder));
          return stored == null ? build(folder, null).index() : stored;
        });
  }

  /** Makes the index of a build if it is missing; tells what it was made of, or null. */
  ConversionReport complete(Upload upload) throws IOException {
    return retried(
        () -> {
          BuildFolder folder = folders.of(upload.buildId());
          if (!folder.hasFiles()) {
            throw new FileNotFoundException("The files of " + upload.buildId() + " are gone");
          }
          boolean missing = folder.length(nameFor(folder)) == 0;
          return missing ? build(folder, upload).report() : null;
        });
  }

  /** The name that the index of a build's files has. */
  IndexName nameFor(BuildFolder folder) throws IOException {
    String supplement = folder.supplement();
    long shared = supplement == null ? 0 : folders.of(supplement).length(FileKind.DEBUGINFO);
    return IndexName.of(
        folder.length(FileKind.EXECUTABLE), folder.length(FileKind.DEBUGINFO), shared);
  }

  /** The stored index; null if there is none, or if it is damaged. */
  private SymbolIndex stored(BuildFolder folder, IndexName name) throws IOException {
    long length = folder.length(name);
    if (length == 0) {
      return null;
    }
    try {
      if (length > Math.min(limits.indexBytes(), Integer.MAX_VALUE - Long.BYTES)) {
        throw MalformedFileException.beyondLimit(
            "the index has %d bytes, more than the limit".formatted(length));
      }
      byte[] bytes = files.read(folder.file(name.toString()), (int) length);
      return SymbolIndex.open(ByteBuffer.wrap(bytes), limits.indexBytes());
    } catch (MalformedFileException e) {
      if (e.isBeyondLimit()) {
        throw e;
      }
      events.indexDamaged(folder.buildId(), e);
      return null;
    }
  }

  /**
   * Makes and stores the index of a build.
   *
   * @param upload a file that need not be copied to this machine, or null
   */
  private Conversion build(BuildFolder folder, Upload upload) throws IOException {
    acquire();
    try {
      long start = System.nanoTime();
      IndexName name = nameFor(folder);
      Conversion made = convert(folder, name, upload);
      events.indexBuilt(made.report(), Duration.ofNanos(System.nanoTime() - start));
      if (made.index().sizeInBytes() > limits.indexBytes()) {
        throw MalformedFileException.beyondLimit(
            "the index takes %d bytes of memory, more than the limit of %d"
                .formatted(made.index().sizeInBytes(), limits.indexBytes()));
      }
      store(folder, name, made.index());
      return made;
    } finally {
      builds.release();
    }
  }

  private void acquire() throws InterruptedIOException {
    try {
      builds.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while other indexes are made");
    }
  }

  private void store(BuildFolder folder, IndexName name, SymbolIndex index) {
    try {
      files.write(folder.file(name.toString()), index.toBytes());
      for (IndexName other : folder.indexes()) {
        if (name.supersedes(other)) {
          files.delete(folder.file(other.toString()));
        }
      }
    } catch (IOException e) {
      events.indexNotStored(folder.buildId(), e);
    }
  }

  private Conversion convert(BuildFolder folder, IndexName name, Upload upload) throws IOException {
    try (LocalCopies.Room room = copies.take(bytesToCopy(name, upload))) {
      Path executable = localFile(folder, FileKind.EXECUTABLE, upload, room);
      Path debuginfo = localFile(folder, FileKind.DEBUGINFO, upload, room);
      if (executable == null || debuginfo == null) {
        ProgramFiles alone = ProgramFiles.of(executable == null ? debuginfo : executable);
        return Conversion.of(withSupplement(alone, folder, name, room), limits.conversion());
      }
      ProgramFiles both = ProgramFiles.of(executable).withDebugFile(debuginfo);
      try {
        return Conversion.of(withSupplement(both, folder, name, room), limits.conversion());
      } catch (MalformedFileException e) {
        if (e.isBeyondLimit()) {
          throw e;
        }
        return either(both, e);
      }
    }
  }

  /** One of two files is damaged: what the other has is better than nothing. */
  private Conversion either(ProgramFiles both, MalformedFileException why) throws IOException {
    String lost = "the program and its detached file together: " + why.getMessage();
    try {
      return Conversion.of(ProgramFiles.of(both.file()), limits.conversion()).withLost(lost);
    } catch (MalformedFileException e) {
      return Conversion.of(ProgramFiles.of(both.debugFile()), limits.conversion()).withLost(lost);
    }
  }

  private long bytesToCopy(IndexName name, Upload upload) {
    if (files.local()) {
      return 0;
    }
    long executable =
        isUpload(upload, FileKind.EXECUTABLE, name.executable()) ? 0 : name.executable();
    long debuginfo = isUpload(upload, FileKind.DEBUGINFO, name.debuginfo()) ? 0 : name.debuginfo();
    return executable + debuginfo + name.supplement();
  }

  private static boolean isUpload(Upload upload, FileKind kind, long length) {
    return upload != null && upload.kind() == kind && upload.bytes() == length;
  }

  /** Null if the build has no file of this kind. */
  private Path localFile(BuildFolder folder, FileKind kind, Upload upload, LocalCopies.Room room)
      throws IOException {
    long length = folder.length(kind);
    if (length == 0) {
      return null;
    }
    return isUpload(upload, kind, length)
        ? upload.file()
        : folders.local(folder.file(kind, length), length, room.file(kind.fileName()));
  }

  /** Adds the file that the detached one shares with others, if it is the one it names. */
  private ProgramFiles withSupplement(
      ProgramFiles program, BuildFolder folder, IndexName name, LocalCopies.Room room)
      throws IOException {
    if (name.supplement() == 0) {
      return program;
    }
    Path naming = program.debugFile() == null ? program.file() : program.debugFile();
    try (ElfFile elf = ElfFile.open(naming, limits.conversion().elf())) {
      AltLink link = elf.altLink();
      if (link == null || !link.buildId().equals(folder.supplement())) {
        return program;
      }
    }
    BuildFolder shared = folders.of(folder.supplement());
    return program.withSupplement(
        folders.local(
            shared.file(FileKind.DEBUGINFO, name.supplement()),
            name.supplement(),
            room.file("supplement")));
  }
}
