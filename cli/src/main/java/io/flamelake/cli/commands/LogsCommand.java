package io.flamelake.cli.commands;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.stack.ServiceName;
import io.flamelake.cli.stack.Stack;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a server's log. */
@Command(
    name = "logs",
    description = {"Show the end of a server's log.", "Without a server, it names the log files."})
public final class LogsCommand implements Callable<Integer> {
  private static final int POLL_MILLIS = 300;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVER",
      description = "postgres, kafka, flink-jobmanager, flink-taskmanager or trino.")
  private String server;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many lines. Default: ${DEFAULT-VALUE}.")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what is added, until Ctrl-C.")
  private boolean follow;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = Console.of(spec);
    Stack stack = Stack.current();
    if (server == null) {
      for (ServiceName service : ServiceName.values()) {
        console.print("%-18s %s".formatted(service.id(), stack.state().log(service)));
      }
      return 0;
    }
    Path log = stack.state().log(service());
    if (!Files.exists(log)) {
      throw CommandException.failed("%s has no log yet: it was never started".formatted(server));
    }
    tail(log).forEach(console::print);
    if (follow) {
      follow(log, console);
    }
    return 0;
  }

  private ServiceName service() {
    return Arrays.stream(ServiceName.values())
        .filter(service -> service.id().equals(server))
        .findFirst()
        .orElseThrow(
            () ->
                CommandException.usage(
                    "'%s' is no server: it is one of %s"
                        .formatted(
                            server,
                            Arrays.stream(ServiceName.values())
                                .map(ServiceName::id)
                                .collect(Collectors.joining(", ")))));
  }

  private Deque<String> tail(Path log) throws IOException {
    Deque<String> last = new ArrayDeque<>();
    try (Stream<String> all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      all.forEach(
          line -> {
            last.addLast(line);
            if (last.size() > lines) {
              last.removeFirst();
            }
          });
    }
    return last;
  }

  private static void follow(Path log, Console console) throws IOException, InterruptedException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(file.length());
      while (true) {
        String line = file.readLine();
        if (line == null) {
          Thread.sleep(POLL_MILLIS);
        } else {
          console.print(line);
        }
      }
    }
  }
}
