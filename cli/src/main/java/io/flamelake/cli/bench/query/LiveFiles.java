package io.flamelake.cli.bench.query;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.query.TrinoQuery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Parquet files that a table consists of now, from Iceberg's metadata table {@code $files}.
 *
 * @param lakeRoot the folder behind {@code local:///}
 */
record LiveFiles(TrinoQuery trino, Path lakeRoot) {
  private static final String SCHEME = "local:///";

  /** Content of an Iceberg file that is neither position nor equality deletes (spec: manifests). */
  private static final int DATA = 0;

  /**
   * The files of a table.
   *
   * @throws CommandException if some of their rows are deleted, which only Iceberg's readers know
   */
  List<Path> of(String table) {
    List<Path> files = new ArrayList<>();
    trino.read(
        "SELECT content, file_path FROM profiles.\"%s$files\" ORDER BY file_path".formatted(table),
        row -> {
          String path = row.getString("file_path");
          if (row.getInt("content") != DATA || !path.startsWith(SCHEME)) {
            throw CommandException.failed(path + ": DuckDB can't read it: not a local data file");
          }
          files.add(lakeRoot.resolve(path.substring(SCHEME.length())));
        });
    if (files.isEmpty()) {
      throw CommandException.failed("profiles." + table + " has no files");
    }
    return files;
  }
}
