package io.flamelake.cli.commands;

import io.flamelake.cli.stack.Stack;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the files of the stack's tables. */
@Command(
    name = "tables",
    description = {
      "Show what files the tables have.",
      "How many, their bytes and rows, bytes of a row, how many are sorted, which share is small,",
      "files of deletes, and the oldest day."
    })
public final class TablesCommand implements Callable<Integer> {
  private static final String MAIN = "io.flamelake.compaction.ShowTables";

  @Override
  public Integer call() {
    return Stack.current().onTables(MAIN, List.of());
  }
}
