package io.flamelake.cli.commands;

import io.flamelake.cli.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the stack. */
@Command(
    name = "down",
    description = {
      "Stop the stack.",
      "Each job ends with a savepoint; all data stays, and 'up' goes on from it."
    })
public final class DownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    if (!Stack.current().down(console::say)) {
      console.say("nothing was running");
    }
    return 0;
  }
}
