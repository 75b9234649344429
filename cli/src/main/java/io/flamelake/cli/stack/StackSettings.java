package io.flamelake.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What every server's command line is made from. */
record StackSettings(Checkout checkout, StateFolder state, Jdks jdks, Addresses addresses) {
  /** The catalog's database listens on 127.0.0.1 only and trusts whoever is there. */
  static final String CATALOG_USER = "postgres";

  static final String CATALOG_PASSWORD = "postgres";

  /** What a program is told of the catalog, {@code --key value}. */
  List<String> catalogArguments() {
    return List.of(
        "--config", checkout.catalogConf().resolve("flink.properties").toString(),
        "--catalog.uri", addresses.postgres(),
        "--catalog.jdbc.user", CATALOG_USER,
        "--catalog.jdbc.password", CATALOG_PASSWORD,
        "--catalog.local.root", state.lakeRoot().toString());
  }

  /** What a program of a job is told of the catalog, and the keys of the job's own file. */
  List<String> arguments(JobName name) {
    List<String> arguments = new ArrayList<>(catalogArguments());
    Path file = checkout.flinkConf().resolve(name.id() + ".properties");
    arguments.addAll(List.of("--config", file.toString()));
    return arguments;
  }

  int port(PortName name) {
    return addresses.port(name);
  }
}
