package io.flamelake.cli.commands;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.trino.TrinoAddress;
import picocli.CommandLine.Option;

/** Which Trino is asked: the embedded one unless another is named. */
final class TrinoOptions {
  @Option(
      names = "--trino",
      paramLabel = "HOST:PORT",
      description = {
        "Ask this Trino instead of the embedded one; https://HOST:PORT for TLS, with the password"
            + " in",
        "the environment variable " + TrinoAddress.PASSWORD_VARIABLE + "."
      })
  private String trino;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "The user that Trino sees. Default: the user of this system.")
  private String user;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      defaultValue = TrinoAddress.CATALOG,
      description = "Trino's catalog with the tables. Default: ${DEFAULT-VALUE}.")
  private String catalog;

  TrinoAddress address() {
    String where = trino == null ? embedded() : trino;
    String name = user == null ? System.getProperty("user.name") : user;
    return TrinoAddress.parse(where, name, catalog);
  }

  private static String embedded() {
    return Stack.current()
        .addresses()
        .map(Addresses::trino)
        .orElseThrow(
            () ->
                CommandException.unreachable(
                    "no stack runs here: start it with 'flamelake up', or give --trino HOST:PORT"));
  }
}
