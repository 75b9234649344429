package io.flamelake.cli.commands;

import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Stack;

/** Where everything is, for people. */
final class AddressList {
  private AddressList() {}

  static void print(Stack stack, Addresses addresses, Console console) {
    console.print("Kafka bootstrap  " + addresses.kafka());
    console.print("Flink UI         " + addresses.flink());
    console.print("Trino            http://" + addresses.trino());
    console.print("Warehouse        " + stack.state().warehouse());
  }
}
