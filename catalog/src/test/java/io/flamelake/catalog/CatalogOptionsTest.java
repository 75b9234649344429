package io.flamelake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogOptionsTest {
  @TempDir private Path folder;

  @Test
  void handsEveryOtherKeyToIcebergWithoutThePrefix() {
    CatalogOptions options =
        CatalogOptions.from(
            Map.of(
                "catalog.type", "rest", "catalog.uri", "http://c", "catalog.s3.x", "y", "k", "v"));
    assertThat(options.name()).isEqualTo("lake");
    assertThat(options.namespaceName()).isEqualTo("profiles");
    assertThat(options.properties()).isEqualTo(Map.of("uri", "http://c", "s3.x", "y"));
  }

  @Test
  void namesTheKeyThatIsMissing() {
    assertThatThrownBy(() -> CatalogOptions.from(Map.of()))
        .hasMessageStartingWith("catalog.type is missing");
    assertThatThrownBy(() -> CatalogOptions.from(Map.of("catalog.type", "jdbc")))
        .hasMessageStartingWith("catalog.uri is missing");
    assertThatThrownBy(
            () -> CatalogOptions.from(Map.of("catalog.type", "jdbc", "catalog.uri", "jdbc:x")))
        .hasMessageStartingWith("catalog.warehouse is missing");
  }

  @Test
  void namesTheValueThatIsWrong() {
    assertThatThrownBy(() -> CatalogOptions.from(Map.of("catalog.type", "jbdc")))
        .hasMessage("catalog.type is 'jbdc', but must be one of [glue, hive, jdbc, nessie, rest]");
  }

  @Test
  void readsAFileAndLetsArgumentsWin() throws IOException {
    Path file = Files.writeString(folder.resolve("c.properties"), "a=1\nb=2\n");
    assertThat(Configurations.from("--b", "3", "--config", file.toString()))
        .isEqualTo(Map.of("a", "1", "b", "3"));
  }

  @Test
  void saysWhichArgumentIsNone() {
    assertThatThrownBy(() -> Configurations.from("a")).hasMessageStartingWith("'a' is no");
    assertThatThrownBy(() -> Configurations.from("--a")).hasMessage("--a has no value");
    assertThatThrownBy(() -> Configurations.from("--config", folder.resolve("no").toString()))
        .hasMessageStartingWith("--config " + folder.resolve("no"));
  }

  @Test
  void endsWithAStatusThatTellsAWrongConfigurationFromAFailure() {
    assertThat(CreateTables.run("--catalog.type", "x")).isEqualTo(2);
    assertThat(
            CreateTables.run(
                "--catalog.type",
                "jdbc",
                "--catalog.uri",
                "jdbc:sqlite:/nowhere/at/all.db",
                "--catalog.warehouse",
                "local:///w",
                "--catalog.io-impl",
                "io.flamelake.catalog.LocalFileIO",
                "--catalog.local.root",
                folder.toString()))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "jdbc", "rest"})
  void aReadyPairNamesOneCatalogOnBothSides(String pair) throws IOException {
    Properties flink = read(pair, "flink.properties");
    Properties trino = read(pair, "lake.properties");
    assertThat(trino.getProperty("iceberg.catalog.type"))
        .isEqualTo(flink.getProperty("catalog.type"));
    if (flink.getProperty("catalog.type").equals("jdbc")) {
      assertThat(trino.getProperty("iceberg.jdbc-catalog.catalog-name"))
          .isEqualTo(flink.getProperty("catalog.name"));
      assertThat(trino.getProperty("iceberg.jdbc-catalog.schema-version"))
          .isEqualTo(flink.getProperty("catalog.jdbc.schema-version"));
    }
  }

  private static Properties read(String pair, String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("conf", pair, file))) {
      properties.load(reader);
    }
    return properties;
  }
}
