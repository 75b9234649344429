package io.flamelake.cli.commands;

import io.flamelake.cli.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compacts the tables of the stack. */
@Command(
    name = "compact",
    description = {
      "Sort small files of the tables into large ones.",
      "It shows what was done to each table, and ends with 1 if something was not."
    })
public final class CompactCommand implements Callable<Integer> {
  private static final String MAIN = "io.flamelake.compaction.CompactOnce";

  @Option(names = "--once", required = true, description = "Do what there is to do, and end.")
  private boolean once;

  @Option(names = "--dry-run", description = "Only show what would be done.")
  private boolean dryRun;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "Only this table; may be given again. Default: all.")
  private List<String> tables = List.of();

  @Mixin private KeyOptions keys;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>();
    if (dryRun) {
      arguments.addAll(List.of("--compaction.dry-run", "true"));
    }
    if (!tables.isEmpty()) {
      arguments.addAll(List.of("--compaction.tables", String.join(";", tables)));
    }
    arguments.addAll(keys.arguments());
    return Stack.current().onTables(MAIN, arguments);
  }
}
