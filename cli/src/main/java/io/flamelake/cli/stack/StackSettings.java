package io.flamelake.cli.stack;

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

  int port(PortName name) {
    return addresses.port(name);
  }
}
