package io.flamelake.cli.commands;

import io.flamelake.cli.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows requests for deletion. */
@Command(
    name = "deletions",
    description = {
      "Show the requests for deletion, and what became of them.",
      "waiting: not done yet; applied: the rows are gone, and those that come late are looked for;",
      "done: nothing is looked for any more; refused: it can't be done, and why."
    })
public final class DeletionsCommand implements Callable<Integer> {
  private static final String MAIN = "io.flamelake.compaction.ShowDeletions";

  @Mixin private KeyOptions keys;

  @Override
  public Integer call() {
    return Stack.current().onTables(MAIN, keys.arguments());
  }
}
