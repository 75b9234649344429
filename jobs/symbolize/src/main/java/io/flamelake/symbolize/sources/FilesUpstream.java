package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.BuildId;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.debuginfod.DebuginfodClient;
import io.flamelake.symbolize.debuginfod.DebuginfodException;
import io.flamelake.symbolize.elf.AltLink;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.store.DebuginfoStore;
import io.flamelake.symbolize.store.FileKind;
import io.flamelake.symbolize.store.StoredBuild;
import io.flamelake.symbolize.store.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that somebody else has: what the store lacks of a build is put into it, so that nobody has
 * to get it again, and the index is that of the store.
 */
public final class FilesUpstream implements Upstream {
  private final String name;
  private final FileFinder finder;
  private final DebuginfoStore store;
  private final Path temporary;

  /**
   * Takes files from a finder.
   *
   * @param name what metrics call it
   * @param temporary where files are put meanwhile; nothing stays there
   */
  public FilesUpstream(String name, FileFinder finder, DebuginfoStore store, Path temporary) {
    this.name = name;
    this.finder = finder;
    this.store = store;
    this.temporary = temporary;
  }

  /** Takes files from a debuginfod server. */
  public static FilesUpstream of(DebuginfodClient client, DebuginfoStore store, Path temporary) {
    FileFinder finder =
        (buildId, kind, folder) -> {
          try {
            return client.fetch(buildId, kind, folder);
          } catch (DebuginfodException e) {
            throw new RetryLaterException(e.retryAfter(), e);
          }
        };
    return new FilesUpstream(client.server().name(), finder, store, temporary);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SymbolIndex load(String buildId) throws IOException, InterruptedException {
    boolean added = false;
    MalformedFileException refused = null;
    try (TemporaryFolder folder = TemporaryFolder.in(temporary)) {
      for (FileKind kind : List.of(FileKind.DEBUGINFO, FileKind.EXECUTABLE)) {
        try {
          added |= !isStored(buildId, kind) && get(buildId, kind, folder.path());
        } catch (MalformedFileException e) {
          refused = e;
        }
      }
    } catch (IOException e) {
      throw store.inspect(buildId) == null ? e : new PartialIndexException(store.index(buildId), e);
    }
    if (!added && refused != null && store.inspect(buildId) == null) {
      throw refused;
    }
    return added ? store.index(buildId) : null;
  }

  private boolean isStored(String buildId, FileKind kind) throws IOException {
    StoredBuild build = store.inspect(buildId);
    return build != null
        && (kind == FileKind.DEBUGINFO ? build.debuginfoBytes() : build.executableBytes()) > 0;
  }

  /** Puts a file into the store; tells whether there was one that is new. */
  private boolean get(String buildId, FileKind kind, Path folder)
      throws IOException, InterruptedException {
    Path file = finder.find(buildId, kind, folder);
    if (file == null) {
      return false;
    }
    boolean stored = store.put(file).stored();
    getShared(file, folder);
    return stored;
  }

  /** What a detached file shares with others (dwz). */
  private void getShared(Path file, Path folder) throws IOException, InterruptedException {
    String shared;
    try (ElfFile elf = ElfFile.open(file)) {
      AltLink link = elf.altLink();
      shared = link == null ? null : BuildId.normalized(link.buildId());
    }
    if (shared != null && store.inspect(shared) == null) {
      try (TemporaryFolder own = TemporaryFolder.in(folder)) {
        Path found = finder.find(shared, FileKind.DEBUGINFO, own.path());
        if (found != null) {
          store.put(found);
        }
      }
    }
  }
}
