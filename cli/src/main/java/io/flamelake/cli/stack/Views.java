package io.flamelake.cli.stack;

/** The views of the sql module. */
final class Views {
  private Views() {}

  static void create(Addresses addresses) {}
}
