package io.flamelake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.cli.stack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The command reference is what {@code --help} prints. Run with {@code -Dflamelake.update=true} to
 * write the generated part of the page anew.
 */
class CommandReferenceTest {
  private static final String MARK =
      "<!-- What follows is generated from the commands' help. -->\n";

  @Test
  void thePageIsTheHelpOfEveryCommand() throws IOException {
    Path page = Checkout.current().root().resolve("docs/cli.md");
    String text = Files.readString(page);
    String written = text.substring(0, text.indexOf(MARK) + MARK.length());
    StringBuilder expected = new StringBuilder(written);
    append(Flamelake.commandLine(), expected);
    if (Boolean.getBoolean("flamelake.update")) {
      Files.writeString(page, expected);
    }
    assertThat(Files.readString(page)).isEqualTo(expected.toString());
  }

  private static void append(CommandLine command, StringBuilder page) {
    page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
    command
        .getUsageMessage(Ansi.OFF)
        .lines()
        .forEach(line -> page.append(line.stripTrailing()).append('\n'));
    page.append("```\n");
    command.getSubcommands().values().forEach(child -> append(child, page));
  }
}
