package io.flamelake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.cli.stack.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** There is no Docker where the tests run: this holds the file to what can be known without it. */
class DockerComposeTest {
  private final Path root = Checkout.current().root();
  private final Map<?, ?> compose = compose();
  private final Properties versions = versions();

  @Test
  void everyFileThatIsMountedExists() {
    assertThat(mounted()).hasSizeGreaterThan(8);
    assertThat(mounted())
        .filteredOn(path -> !path.contains("/target/"))
        .allSatisfy(path -> assertThat(root.resolve(path)).exists());
  }

  @Test
  void whatTheBuildMakesIsMountedUnderItsName() {
    assertThat(mounted())
        .filteredOn(path -> path.contains("/target/"))
        .containsOnly(
            "./jobs/ingest/target/flamelake-ingest-%s-job.jar"
                .formatted(versions.getProperty("flamelake")),
            "./jobs/symbolize/target/flamelake-symbolize-%s-job.jar"
                .formatted(versions.getProperty("flamelake")),
            "./jobs/compaction/target/flamelake-compaction-%s-job.jar"
                .formatted(versions.getProperty("flamelake")),
            "./target/debuginfo",
            "./stack/flink/target/s3/iceberg-aws-bundle-%s.jar"
                .formatted(versions.getProperty("iceberg")),
            "./stack/trino/target/trino/plugin/flamelake");
  }

  @Test
  void theVersionsAreThoseOfTheBuild() {
    assertThat(texts(compose, "image"))
        .contains(
            "apache/kafka:" + versions.getProperty("kafka"),
            "flink:" + versions.getProperty("flink") + "-java17",
            "trinodb/trino:" + versions.getProperty("trino"));
  }

  @Test
  void portsAreOpenOnThisMachineOnly() {
    assertThat(texts(compose, "ports"))
        .isNotEmpty()
        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
  }

  @Test
  void everyVariableOfTrinosFilesIsSet() throws IOException {
    Map<?, ?> trino = (Map<?, ?>) ((Map<?, ?>) compose.get("services")).get("trino");
    String environment = trino.get("environment") + " " + compose.get("x-s3");
    for (String path : texts(trino, "volumes")) {
      Path file = root.resolve(path.split(":", 2)[0]);
      if (file.toString().endsWith(".properties")) {
        Files.readString(file)
            .lines()
            .filter(line -> line.contains("${ENV:"))
            .map(line -> line.replaceAll(".*\\$\\{ENV:(\\w+)}.*", "$1"))
            .forEach(variable -> assertThat(environment).contains(variable + "="));
      }
    }
  }

  private List<String> mounted() {
    return texts(compose, "volumes").stream()
        .filter(volume -> volume.startsWith("./"))
        .map(volume -> volume.split(":", 2)[0])
        .toList();
  }

  /** Every text under a key, wherever it stands. */
  private static List<String> texts(Object node, String key) {
    List<String> found = new ArrayList<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (name.equals(key)) {
              (value instanceof List<?> list ? list : List.of(value))
                  .forEach(text -> found.add(text.toString()));
            } else {
              found.addAll(texts(value, key));
            }
          });
    }
    return found;
  }

  private Map<?, ?> compose() {
    try (InputStream in = Files.newInputStream(root.resolve("docker-compose.yml"))) {
      return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in = Flamelake.class.getResourceAsStream("version.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return versions;
  }
}
