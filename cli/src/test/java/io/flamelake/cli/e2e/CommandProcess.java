package io.flamelake.cli.e2e;

import io.flamelake.cli.Flamelake;
import io.flamelake.cli.stack.Checkout;
import io.flamelake.cli.stack.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command in a process of its own, as users start it. */
final class CommandProcess {
  /** How it ended. */
  record Result(int status, String out, String err) {}

  private CommandProcess() {}

  /**
   * Waits for its end.
   *
   * @param stack that the command is about
   * @param folder where it is started, and leaves its output
   */
  static Result run(StackFixture stack, Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // As the script flamelake starts it.
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-D" + Checkout.ROOT_PROPERTY + "=" + Checkout.current().root(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Flamelake.class.getName()),
                Stream.of(arguments))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().put(StateFolder.VARIABLE, stack.stack().state().home().toString());
    int status = builder.start().waitFor();
    return new Result(status, Files.readString(out), Files.readString(err));
  }
}
