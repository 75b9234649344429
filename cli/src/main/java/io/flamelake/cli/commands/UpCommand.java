package io.flamelake.cli.commands;

import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the stack. */
@Command(
    name = "up",
    description = {
      "Start Kafka, Flink, Trino and the catalog on this machine, in the background.",
      "It returns when tables, views and all jobs are ready. What runs already is left alone."
    })
public final class UpCommand implements Callable<Integer> {
  @Mixin private PortOptions ports;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Console console = Console.of(spec);
    Stack stack = Stack.current();
    Addresses addresses = stack.up(ports.toUpOptions(), console::say);
    AddressList.print(stack, addresses, console);
    return 0;
  }
}
