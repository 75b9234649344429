package io.flamelake.cli.stack;

/** What every server's command line is made from. */
record StackSettings(Checkout checkout, StateFolder state, Jdks jdks, Addresses addresses) {
  /** The catalog's database listens on 127.0.0.1 only and trusts whoever is there. */
  static final String CATALOG_USER = "postgres";

  static final String CATALOG_PASSWORD = "postgres";

  int port(PortName name) {
    return addresses.port(name);
  }
}
