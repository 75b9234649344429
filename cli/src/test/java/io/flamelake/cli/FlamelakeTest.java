package io.flamelake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FlamelakeTest {
  private static final String NOBODY = "127.0.0.1:1";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "up",
        "down",
        "status",
        "push",
        "sql",
        "top",
        "flamegraph",
        "debuginfo",
        "debuginfo upload",
        "debuginfo list",
        "debuginfo missing",
        "debuginfo inspect",
        "debuginfo lookup",
        "logs",
        "bench",
        "bench ingest",
        "bench query",
        "version"
      })
  void everyCommandHasHelp(String command) {
    assertThat(run((command + " --help").strip().split(" "))).isZero();
    assertThat(out.toString()).startsWith("Usage: flamelake " + command);
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    assertThat(run("up", "--colour")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("flamelake: Unknown option: '--colour'\nTry 'flamelake up --help'.\n");
  }

  @Test
  void aMissingOptionIsNamed() {
    assertThat(run("top", "--service", "api")).isEqualTo(2);
    assertThat(err.toString()).startsWith("flamelake: Missing required option: '--type=TYPE'");
  }

  @Test
  void anUnknownFormatIsWrongUsage() {
    assertThat(run("sql", "SELECT 1", "--format", "xml")).isEqualTo(2);
    assertThat(err.toString()).contains("--format").contains("xml");
  }

  @Test
  void sqlAndAFileExcludeEachOther() {
    assertThat(run("sql", "SELECT 1", "-f", "x.sql")).isEqualTo(2);
  }

  @Test
  void retimeAndBackfillExcludeEachOther() {
    assertThat(run("push", "x", "--retime", "--backfill", "--bootstrap", NOBODY)).isEqualTo(2);
  }

  @Test
  void aFileThatIsMissingFailsWithItsName() {
    assertThat(run("push", "missing.pb.gz", "--bootstrap", NOBODY)).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("flamelake: missing.pb.gz: there is no such file\n");
    assertThat(out.toString()).startsWith("0 of 1 files are in topic profiles");
  }

  @Test
  void aWrongTimeIsWrongUsage() {
    assertThat(run("top", "--service", "a", "--type", "b", "--from", "noon", "--trino", NOBODY))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("flamelake: 'noon' is no time");
  }

  @Test
  void aRangeThatEndsBeforeItStartsIsWrongUsage() {
    assertThat(run("top", "--service", "a", "--type", "b", "--to", "now-2h", "--trino", NOBODY))
        .isEqualTo(2);
    assertThat(err.toString()).isEqualTo("flamelake: --from now-1h is not before --to now-2h\n");
  }

  @Test
  void matchersThatAreNoneAreWrongUsage() {
    assertThat(run("top", "--service=a", "--type=b", "--matchers", "env=x", "--trino", NOBODY))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("flamelake: --matchers: ");
  }

  @Test
  void anAddressThatIsNoneIsWrongUsage() {
    assertThat(run("sql", "SELECT 1", "--trino", "ftp://x")).isEqualTo(2);
    assertThat(err.toString()).startsWith("flamelake: 'ftp://x' is no address of Trino");
  }

  @Test
  void anUnknownServersLogIsWrongUsage() {
    assertThat(run("logs", "zookeeper")).isEqualTo(2);
    assertThat(err.toString()).contains("it is one of postgres, kafka, flink-jobmanager");
  }

  @Test
  void theVersionNamesEveryServer() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).contains("kafka ", "flink ", "iceberg ", "trino ", "postgres ");
    assertThat(out.toString()).doesNotContain("${", "null");
  }

  private int run(String... arguments) {
    CommandLine command = Flamelake.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }
}
