package io.flamelake.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Files below one folder of this machine, named {@code local:///path}: the same names that Trino's
 * {@code local.location} resolves, so both see one warehouse that may be moved as a whole. Nothing
 * outside the folder can be named. Key: {@code local.root}, the folder.
 */
public final class LocalFileIO implements FileIO, SupportsPrefixOperations {
  /** The catalog property that names the folder. */
  public static final String ROOT = "local.root";

  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "local://";

  private String root;
  private Map<String, String> properties = Map.of();

  @Override
  public void initialize(Map<String, String> given) {
    root = given.get(ROOT);
    if (root == null || !Path.of(root).isAbsolute()) {
      throw new IllegalArgumentException(
          "catalog.%s is '%s', but must be the absolute path of a folder".formatted(ROOT, root));
    }
    properties = Map.copyOf(given);
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public InputFile newInputFile(String location) {
    return new LocalInputFile(location, path(location));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new LocalOutputFile(location, path(location));
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't delete " + location, e);
    }
  }

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    Path start = path(prefix);
    if (!Files.exists(start)) {
      return java.util.List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(Files::isRegularFile).flatMap(this::info).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't list " + prefix, e);
    }
  }

  @Override
  public void deletePrefix(String prefix) {
    listPrefix(prefix).forEach(file -> deleteFile(file.location()));
  }

  private Stream<FileInfo> info(Path file) {
    try {
      return Stream.of(
          new FileInfo(
              SCHEME + "/" + Path.of(root).normalize().relativize(file),
              Files.size(file),
              Files.getLastModifiedTime(file).toMillis()));
    } catch (NoSuchFileException e) {
      // Others delete files while they are listed.
      return Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't look at " + file, e);
    }
  }

  private Path path(String location) {
    if (!location.startsWith(SCHEME + "/")) {
      throw new IllegalArgumentException(
          "'%s' is not a local:///path, the only kind that this FileIO knows".formatted(location));
    }
    Path folder = Path.of(root).normalize();
    Path path = folder.resolve(location.substring(SCHEME.length() + 1)).normalize();
    if (!path.startsWith(folder)) {
      throw new IllegalArgumentException("'%s' leads out of %s".formatted(location, folder));
    }
    return path;
  }
}
