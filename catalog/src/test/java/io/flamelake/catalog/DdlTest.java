package io.flamelake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files in {@code sql/ddl} are generated from the table classes: run with {@code
 * -Dflamelake.update=true} to write them anew.
 */
class DdlTest {
  private static final Path FOLDER = Path.of("../sql/ddl");

  static java.util.List<TableDefinition> tables() {
    return Tables.ALL;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theSqlFileOfATableSaysWhatItsClassSays(TableDefinition table) throws IOException {
    Path file = FOLDER.resolve(table.name() + ".sql");
    if (Boolean.getBoolean("flamelake.update")) {
      Files.writeString(file, Ddl.createTable(table));
    }
    assertThat(file).content().isEqualTo(Ddl.createTable(table));
  }
}
