package io.flamelake.cli.commands;

import io.flamelake.cli.debuginfo.Announcer;
import io.flamelake.cli.debuginfo.FoundFiles;
import io.flamelake.cli.debuginfo.Uploader;
import io.flamelake.cli.errors.ExitCodes;
import io.flamelake.cli.query.RowWriter;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.Topics;
import io.flamelake.symbolize.store.StoredFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings debugging information to the symbolize job. */
@Command(
    name = "upload",
    description = {
      "Store programs and debugging information, and have stacks symbolized with them.",
      "Stacks that were written before are rewritten. A program and its detached file may come in",
      "any order; only with the program are offsets in it known. Of folders, all ELF files are",
      "taken. It needs no server: the files go to the store, and a record for each build to Kafka."
    })
public final class DebuginfoUploadCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("file", "build_id", "kind", "bytes", "stored", "functions", "problem");

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Programs, libraries, detached files, or folders with them.")
  private List<Path> files;

  @Mixin private StoreOptions store;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = {
        "Announce the builds in this Kafka instead of the embedded one. Where neither is there,",
        "nothing is announced: older stacks wait until the job asks the store again."
      })
  private String kafka;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = Topics.DEBUGINFO_UPLOADS,
      description = "The topic. Default: ${DEFAULT-VALUE}.")
  private String topic;

  @Mixin private FormatOptions output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    FoundFiles found = FoundFiles.of(files);
    List<Path> refused = new ArrayList<>();
    RowWriter rows = RowWriter.of(output.format(), COLUMNS, console.out());
    Uploader uploader = new Uploader(store.uri(), (file, stored) -> rows.row(row(file, stored)));
    List<StoredFile> stored =
        new ArrayList<>(
            uploader.upload(
                found.named(),
                (file, reason) -> {
                  refused.add(file);
                  console.say("flamelake: %s: %s".formatted(file, reason));
                }));
    stored.addAll(
        uploader.upload(
            found.walked(),
            (file, reason) -> console.say("passed over %s: %s".formatted(file, reason))));
    rows.end();
    announce(stored, console);
    return refused.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static List<Object> row(Path file, StoredFile stored) {
    return Arrays.asList(
        file.toString(),
        stored.buildId(),
        stored.kind().fileName(),
        stored.bytes(),
        stored.stored(),
        stored.report() == null ? null : stored.report().functions(),
        stored.problem().isEmpty() ? null : stored.problem());
  }

  private void announce(List<StoredFile> stored, Console console) {
    if (stored.isEmpty()) {
      return;
    }
    Optional<String> broker =
        kafka == null ? Stack.current().addresses().map(Addresses::kafka) : Optional.of(kafka);
    if (broker.isEmpty()) {
      console.say("not announced, as no stack runs here and no --kafka is given");
      return;
    }
    int builds = new Announcer(broker.get(), topic).announce(stored);
    console.say("announced %d build ids in topic %s at %s".formatted(builds, topic, broker.get()));
  }
}
