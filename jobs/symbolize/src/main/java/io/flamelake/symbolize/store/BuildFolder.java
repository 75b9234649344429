package io.flamelake.symbolize.store;

import io.flamelake.symbolize.BuildId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * What the folder of a build has, as it was when it was listed. The names of files tell their
 * lengths: one that has another was not written to its end, and is as good as missing.
 */
final class BuildFolder {
  private static final String ALIAS = "alias-";
  private static final String SUPPLEMENT = "supplement-";
  private static final String USED_BY = "used-by-";
  private static final Pattern FILE = Pattern.compile("([a-z]+)-(\\d{1,18})");

  private final String buildId;
  private final Path path;
  private final Map<String, FileStatus> files = new HashMap<>();

  BuildFolder(String buildId, Path path, List<FileStatus> listed) {
    this.buildId = buildId;
    this.path = path;
    for (FileStatus file : listed) {
      if (!file.isDir()) {
        files.put(file.getPath().getName(), file);
      }
    }
  }

  /** The folder of a build; Go's slashes become dots, which no build id has. */
  static Path path(Path root, String buildId) {
    String name = escaped(buildId);
    return new Path(new Path(root, name.substring(0, 2)), name);
  }

  private static String escaped(String buildId) {
    return buildId.replace('/', '.');
  }

  /** The build id of a name; null if it is none. */
  static String unescaped(String name) {
    String buildId = name.replace('.', '/');
    return buildId.equals(BuildId.normalized(buildId)) ? buildId : null;
  }

  String buildId() {
    return buildId;
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return new Path(path, name);
  }

  Path file(FileKind kind, long bytes) {
    return file(kind.fileName() + "-" + bytes);
  }

  Path alias(String of) {
    return file(ALIAS + escaped(of));
  }

  Path supplement(String of) {
    return file(SUPPLEMENT + escaped(of));
  }

  Path usedBy(String user) {
    return file(USED_BY + escaped(user));
  }

  boolean has(Path file) {
    return files.containsKey(file.getName());
  }

  /** The length of the longest file of a kind; 0 if there is none. */
  long length(FileKind kind) {
    return lengths(kind).stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** The lengths of all files of a kind. */
  List<Long> lengths(FileKind kind) {
    List<Long> lengths = new ArrayList<>();
    for (FileStatus file : files.values()) {
      Matcher name = FILE.matcher(file.getPath().getName());
      if (name.matches()
          && name.group(1).equals(kind.fileName())
          && Long.parseLong(name.group(2)) == file.getLen()) {
        lengths.add(file.getLen());
      }
    }
    return lengths;
  }

  /** The length of an index as it is stored; 0 if it is not. */
  long length(IndexName index) {
    FileStatus status = files.get(index.toString());
    return status == null ? 0 : status.getLen();
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /** Whether there is a program or a detached file. */
  boolean hasFiles() {
    return length(FileKind.EXECUTABLE) + length(FileKind.DEBUGINFO) > 0;
  }

  /** The build that this build id is another name of; null if it is none. */
  String aliasOf() {
    return first(ALIAS);
  }

  /** The build id of the file that the detached one shares with others, or null. */
  String supplement() {
    return first(SUPPLEMENT);
  }

  /** The builds whose detached files share the file that is here. */
  List<String> users() {
    return with(USED_BY);
  }

  List<IndexName> indexes() {
    return files.keySet().stream().map(IndexName::parse).filter(name -> name != null).toList();
  }

  /** When the last of the files was stored, in milliseconds since 1970. */
  long modified() {
    long modified = 0;
    for (FileKind kind : FileKind.values()) {
      FileStatus status = files.get(file(kind, length(kind)).getName());
      modified = Math.max(modified, status == null ? 0 : status.getModificationTime());
    }
    return modified;
  }

  private String first(String prefix) {
    List<String> found = with(prefix);
    return found.isEmpty() ? null : found.get(0);
  }

  /** In order, so that of several all processes take the same. */
  private List<String> with(String prefix) {
    TreeSet<String> found = new TreeSet<>();
    for (String name : files.keySet()) {
      String other = name.startsWith(prefix) ? unescaped(name.substring(prefix.length())) : null;
      if (other != null) {
        found.add(other);
      }
    }
    return List.copyOf(found);
  }
}
