package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a class as the TaskManager runs the job: with its JDK, heap, collector and libraries. */
public final class JobJvm {
  private final Checkout checkout;
  private final StateFolder state;

  /**
   * @param state among whose logs the output is kept
   */
  public JobJvm(Checkout checkout, StateFolder state) {
    this.checkout = checkout;
    this.state = state;
  }

  /**
   * Waits until the class's main method has ended.
   *
   * @param name of the log
   * @return the last line of its output
   * @throws CommandException if it fails
   */
  public String run(String name, Class<?> main, List<String> arguments) {
    FlinkConfiguration flink = FlinkConfiguration.read(checkout.flinkConf().resolve("config.yaml"));
    List<String> command = new ArrayList<>();
    command.add(Jdks.find().jobs().toString());
    command.add("-Xmx" + flink.taskManagerHeapMegabytes() + "m");
    command.add(FlinkService.COLLECTOR);
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            place(main).toString(),
            checkout.jobJar(JobName.INGEST).toString(),
            checkout.flinkLib() + "/*"));
    command.add(main.getName());
    command.addAll(arguments);
    Path log = state.log(name);
    Commands.run(command, log, name);
    return lastLine(log);
  }

  private static Path place(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path has a place that is no URI", e);
    }
  }

  private static String lastLine(Path log) {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      return lines.reduce("", (before, line) -> line);
    } catch (IOException e) {
      throw CommandException.failed("can't read " + log + ": " + e.getMessage(), e);
    }
  }
}
