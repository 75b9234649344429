package io.flamelake.symbolize.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** The folders of a store's builds. */
final class StoreFolders {
  private final StoreFiles files;
  private final Path root;

  /** The root has the version of the layout already. */
  StoreFolders(StoreFiles files, Path root) {
    this.files = files;
    this.root = root;
  }

  StoreFiles files() {
    return files;
  }

  /** The folder of a build, even if there is none yet. */
  BuildFolder of(String buildId) throws IOException {
    BuildFolder folder = listed(buildId);
    // A file that is replaced while the folder is listed may be seen neither before nor after.
    return folder.hasFiles() || folder.isEmpty() ? folder : listed(buildId);
  }

  private BuildFolder listed(String buildId) throws IOException {
    Path path = BuildFolder.path(root, buildId);
    return new BuildFolder(buildId, path, files.list(path));
  }

  /** The folder that has the files of a build, whatever build id it is asked by; or null. */
  BuildFolder resolve(String buildId) throws IOException {
    BuildFolder folder = of(buildId);
    if (folder.hasFiles()) {
      return folder;
    }
    String other = folder.aliasOf();
    if (other == null) {
      return null;
    }
    BuildFolder target = of(other);
    return target.hasFiles() ? target : null;
  }

  /** All folders that have files, in the order of the build ids. */
  List<BuildFolder> all() throws IOException {
    List<BuildFolder> found = new ArrayList<>();
    for (FileStatus group : files.list(root)) {
      for (FileStatus build : group.isDir() ? files.list(group.getPath()) : List.<FileStatus>of()) {
        String buildId = BuildFolder.unescaped(build.getPath().getName());
        BuildFolder folder = buildId == null ? null : of(buildId);
        if (folder != null && folder.hasFiles()) {
          found.add(folder);
        }
      }
    }
    found.sort((a, b) -> a.buildId().compareTo(b.buildId()));
    return found;
  }

  /** A file that can be mapped: itself if the store is on this machine, else a copy. */
  java.nio.file.Path local(Path file, long length, java.nio.file.Path copy) throws IOException {
    if (files.local()) {
      return java.nio.file.Path.of(file.toUri().getPath());
    }
    files.copy(file, length, copy);
    return copy;
  }
}
