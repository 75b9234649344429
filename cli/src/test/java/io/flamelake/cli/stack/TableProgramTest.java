package io.flamelake.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableProgramTest {
  @Test
  void aProgramHasTheKeysOfTheJobThatItsOwnArgumentsWinOver(@TempDir Path folder) {
    Checkout checkout = Checkout.current();
    Addresses addresses = new Addresses(Map.of(PortName.POSTGRES, 5432));
    StackSettings settings =
        new StackSettings(checkout, new StateFolder(folder), Jdks.find(), addresses);
    List<String> command = new TableProgram(settings).command("Main", List.of("--key", "value"));
    List<String> arguments = command.subList(command.indexOf("Main") + 1, command.size());
    assertThat(arguments)
        .containsSequence("--catalog.uri", "jdbc:postgresql://127.0.0.1:5432/postgres")
        .endsWith(
            "--config",
            checkout.flinkConf().resolve("compaction.properties").toString(),
            "--key",
            "value");
  }
}
