package io.flamelake.cli.commands;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.errors.ExitCodes;
import io.flamelake.cli.push.LabelSet;
import io.flamelake.cli.push.ProfileFiles;
import io.flamelake.cli.push.ProfileProducer;
import io.flamelake.cli.push.ProfileRecord;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends profiles to Kafka. */
@Command(
    name = "push",
    description = {
      "Send profile files to Kafka.",
      "One record a file; it waits until all are stored. A file is a pprof profile, a JFR",
      "recording or folded stacks, gzip, zstd or plain, of 64 MiB at most."
    })
public final class PushCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Profile files.")
  private List<Path> files;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "A label of all files, above all service_name; may be given several times.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = {
        "The first part of the profile type, for example process_cpu.",
        "Default: worked out from the sample types."
      })
  private String name;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = Topics.PROFILES,
      description = "The topic. Default: ${DEFAULT-VALUE}.")
  private String topic;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Send to this Kafka instead of the embedded one.")
  private String bootstrap;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description =
          "The format of the files. Default: told by their names (.jfr, .folded, .collapsed, also"
              + " with .gz or .zst behind), else application/x-pprof.")
  private String contentType;

  @ArgGroup private When when = new When();

  @Spec private CommandSpec spec;

  /** Old recordings: the job refuses profiles that are much older than their record. */
  private static final class When {
    @Option(
        names = "--retime",
        description = "Move all files in time together, so that the newest is taken now.")
    private boolean retime;

    @Option(
        names = "--backfill",
        description = "Give each record its profile's own time, as if it had been sent then.")
    private boolean backfill;
  }

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    LabelSet all = LabelSet.of(labels);
    LabelSet named = name == null ? all : all.with("__name__", name);
    AtomicInteger failed = new AtomicInteger();
    ProfileFiles reader =
        new ProfileFiles(
            named, contentType, (file, reason) -> fail(failed, file.toString(), reason));
    List<ProfileRecord> records = read(reader);
    String kafka = bootstrap == null ? embedded() : bootstrap;
    int stored = 0;
    if (!records.isEmpty()) {
      try (ProfileProducer producer = new ProfileProducer(kafka, topic)) {
        stored = producer.send(records, (file, reason) -> fail(failed, file, reason)).size();
      }
    }
    console.print(
        "%d of %d files are in topic %s at %s".formatted(stored, files.size(), topic, kafka));
    return failed.get() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private List<ProfileRecord> read(ProfileFiles reader) {
    if (when.retime) {
      return reader.retimed(files, Instant.now());
    }
    return when.backfill ? reader.backfill(files) : reader.asTheyAre(files);
  }

  private void fail(AtomicInteger failed, String file, String reason) {
    failed.incrementAndGet();
    Console.of(spec).say("flamelake: %s: %s".formatted(file, reason));
  }

  private static String embedded() {
    return Stack.current()
        .addresses()
        .map(Addresses::kafka)
        .orElseThrow(
            () ->
                CommandException.unreachable(
                    "no stack runs here: start it with 'flamelake up', or give --bootstrap"
                        + " HOST:PORT"));
  }
}
