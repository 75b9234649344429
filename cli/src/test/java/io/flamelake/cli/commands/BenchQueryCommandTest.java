package io.flamelake.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.cli.Flamelake;
import io.flamelake.cli.errors.ExitCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchQueryCommandTest {
  private final StringWriter err = new StringWriter();

  @Test
  void refusesToDoNothing() {
    assertThat(run("--no-fill", "--only-fill")).isEqualTo(ExitCodes.USAGE);
    assertThat(err)
        .hasToString("flamelake: --no-fill and --only-fill together leave nothing to do\n");
  }

  @Test
  void timesEachQueryOnceAtLeast() {
    assertThat(run("--runs", "0")).isEqualTo(ExitCodes.USAGE);
    assertThat(err).hasToString("flamelake: --runs is 0, but must be at least 1\n");
  }

  @Test
  void refusesAQueryThatIsNotMeasured() {
    assertThat(run("--query", "flamegraph,services")).isEqualTo(ExitCodes.USAGE);
    assertThat(err).asString().startsWith("flamelake: --query is flamegraph,services, but must be");
  }

  @Test
  void refusesAFleetThatCanNotBe() {
    assertThat(run("--days", "40")).isEqualTo(ExitCodes.USAGE);
    assertThat(err).asString().contains("--days is 40");
    assertThat(run("--new-stacks", "2")).isEqualTo(ExitCodes.USAGE);
    assertThat(err).asString().contains("newStacks is 2.0");
  }

  private int run(String... options) {
    CommandLine command = Flamelake.commandLine();
    command.setErr(new PrintWriter(err, true));
    String[] arguments = new String[options.length + 2];
    arguments[0] = "bench";
    arguments[1] = "query";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return command.execute(arguments);
  }
}
