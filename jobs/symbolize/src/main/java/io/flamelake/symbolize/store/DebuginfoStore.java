package io.flamelake.symbolize.store;

import io.flamelake.symbolize.BuildId;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.convert.ConversionReport;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;

/**
 * Programs, detached files and their indexes by build id, in a folder of any file system that Flink
 * knows: local, S3 and others. Any number of processes may read and write it at once; it has no
 * state but its files, and needs no server.
 *
 * <pre>
 * v1/ab/[build id]/executable-[length]        as uploaded
 * v1/ab/[build id]/debuginfo-[length]         as uploaded
 * v1/ab/[build id]/index-[version]-[lengths]  the index of files of these lengths
 * v1/ab/[build id]/alias-[other build id]     the build has this other build id, and its files there
 * v1/ab/[build id]/supplement-[build id]      the detached file shares this file with others (dwz)
 * v1/ab/[build id]/used-by-[build id]         the file is shared by the detached file of this build
 * </pre>
 *
 * Those of the last three kinds are empty. Files appear as a whole, and never change: whatever
 * processes do at the same time, the longest file of a kind stays, and the index is that of the
 * longest files.
 */
public final class DebuginfoStore {
  private static final byte[] EMPTY = {};

  private final StoreFolders folders;
  private final StoreFiles files;
  private final StoreLimits limits;
  private final StoredIndexes indexes;

  private DebuginfoStore(StoreFolders folders, StoreLimits limits, StoreEvents events) {
    this.folders = folders;
    this.files = folders.files();
    this.limits = limits;
    this.indexes = new StoredIndexes(folders, limits, events);
  }

  /** Opens a store as {@link #open(URI, StoreLimits, StoreEvents)} does, and tells nobody. */
  public static DebuginfoStore open(URI root, StoreLimits limits) throws IOException {
    return open(root, limits, StoreEvents.NONE);
  }

  /**
   * Opens a store; it is made by the first file.
   *
   * @param root the folder, with a scheme unless it is local: {@code s3://bucket/debuginfo}
   * @throws IOException if no file system of that scheme is there
   */
  public static DebuginfoStore open(URI root, StoreLimits limits, StoreEvents events)
      throws IOException {
    URI folder = root.getScheme() == null ? Path.of(root.getPath()).toAbsolutePath().toUri() : root;
    // Unguarded, because the store may outlive the task that opens it.
    StoreFiles files = new StoreFiles(FileSystem.getUnguardedFileSystem(folder));
    org.apache.flink.core.fs.Path versioned =
        new org.apache.flink.core.fs.Path(new org.apache.flink.core.fs.Path(folder), "v1");
    return new DebuginfoStore(new StoreFolders(files, versioned), limits, events);
  }

  /**
   * Stores a file under its build id, and makes the index of all files of that build. Doing it
   * again changes nothing. Of two files of one build and kind the longer one stays: stripping
   * shortens.
   *
   * @throws io.flamelake.symbolize.MalformedFileException in one sentence if the file is none of
   *     ELF, has neither code nor a build id, or goes beyond a limit. Nothing is stored then
   */
  public StoredFile put(Path file) throws IOException {
    Upload upload = Upload.of(file, limits);
    BuildFolder folder = folders.of(upload.buildId());
    files.deleteLeftBehind(folder.path(), Instant.now());
    boolean stored = folder.length(upload.kind()) < upload.bytes();
    if (stored) {
      files.write(folder.file(upload.kind(), upload.bytes()), file);
      deleteShorter(upload, folder);
    }
    mark(upload, folder);
    return indexed(upload, stored);
  }

  private void deleteShorter(Upload upload, BuildFolder folder) throws IOException {
    for (long length : folder.lengths(upload.kind())) {
      files.delete(folder.file(upload.kind(), length));
    }
  }

  /** Before the supplement is looked for, so that of two uploads one sees the other. */
  private void mark(Upload upload, BuildFolder folder) throws IOException {
    for (String other : upload.buildIds().subList(1, upload.buildIds().size())) {
      BuildFolder alias = folders.of(other);
      mark(alias, alias.alias(upload.buildId()));
    }
    if (upload.supplement() != null && !upload.supplement().equals(upload.buildId())) {
      BuildFolder shared = folders.of(upload.supplement());
      mark(shared, shared.usedBy(upload.buildId()));
      mark(folder, folder.supplement(upload.supplement()));
    }
  }

  private void mark(BuildFolder folder, org.apache.flink.core.fs.Path marker) throws IOException {
    if (!folder.has(marker)) {
      files.write(marker, EMPTY);
    }
  }

  private StoredFile indexed(Upload upload, boolean stored) throws IOException {
    BuildFolder folder = folders.of(upload.buildId());
    List<String> announce = new ArrayList<>(upload.buildIds());
    announce.addAll(folder.users());
    ConversionReport report = null;
    String problem = "";
    try {
      report = upload.shared() ? null : indexes.complete(upload);
    } catch (MalformedFileException e) {
      problem = e.getMessage();
    }
    return new StoredFile(
        upload.buildId(),
        upload.kind(),
        upload.bytes(),
        stored,
        List.copyOf(announce),
        report,
        problem);
  }

  /**
   * The index of a build; made anew if it is missing, damaged, or of another version.
   *
   * @param buildId any of the build ids of a program
   * @return null if the store has no file of the build
   * @throws io.flamelake.symbolize.MalformedFileException if its files can't be read
   */
  public SymbolIndex index(String buildId) throws IOException {
    String normalized = BuildId.normalized(buildId);
    return normalized == null ? null : indexes.load(normalized);
  }

  /**
   * All builds, in the order of their build ids. It lists every folder: one request each in an
   * object store.
   */
  public List<StoredBuild> list() throws IOException {
    List<StoredBuild> builds = new ArrayList<>();
    for (BuildFolder folder : folders.all()) {
      builds.add(build(folder));
    }
    return List.copyOf(builds);
  }

  /** What there is of a build, by any of its build ids; null if there is nothing. */
  public StoredBuild inspect(String buildId) throws IOException {
    String normalized = BuildId.normalized(buildId);
    BuildFolder folder = normalized == null ? null : folders.resolve(normalized);
    return folder == null ? null : build(folder);
  }

  private StoredBuild build(BuildFolder folder) throws IOException {
    return new StoredBuild(
        folder.buildId(),
        folder.length(FileKind.EXECUTABLE),
        folder.length(FileKind.DEBUGINFO),
        folder.length(indexes.nameFor(folder)),
        Instant.ofEpochMilli(folder.modified()));
  }
}
