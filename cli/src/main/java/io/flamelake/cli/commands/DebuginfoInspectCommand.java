package io.flamelake.cli.commands;

import io.flamelake.cli.debuginfo.Inspection;
import io.flamelake.cli.query.OutputFormat;
import io.flamelake.cli.query.RowWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what a file is, and what it says of its code. */
@Command(
    name = "inspect",
    description = {
      "Show a file's build ids and sections, and how well its addresses can be symbolized.",
      "What lies beside the file is used too: FILE.dwp, split units, the file that dwz made."
    })
public final class DebuginfoInspectCommand implements Callable<Integer> {
  @Mixin private ProgramOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, Object> facts = Inspection.of(options.program());
    boolean people = options.format() == OutputFormat.TABLE;
    List<String> columns = people ? List.of("fact", "value") : List.copyOf(facts.keySet());
    RowWriter writer = RowWriter.of(options.format(), columns, spec.commandLine().getOut());
    if (people) {
      facts.forEach(
          (name, value) -> {
            if (value != null) {
              writer.row(Arrays.asList(name, value));
            }
          });
    } else {
      writer.row(new ArrayList<>(facts.values()));
    }
    writer.end();
    return 0;
  }
}
