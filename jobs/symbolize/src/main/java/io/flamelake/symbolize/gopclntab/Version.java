package io.flamelake.symbolize.gopclntab;

/** The layouts of the table, by the number with which it begins. */
enum Version {
  GO_1_2(0xFFFFFFFB, "1.2"),
  GO_1_16(0xFFFFFFFA, "1.16"),
  GO_1_18(0xFFFFFFF0, "1.18"),
  GO_1_20(0xFFFFFFF1, "1.20");

  private final int magic;
  private final String release;

  Version(int magic, String release) {
    this.magic = magic;
    this.release = release;
  }

  /** The layout that a number stands for, or null. */
  static Version of(int magic) {
    for (Version version : values()) {
      if (version.magic == magic) {
        return version;
      }
    }
    return null;
  }

  String release() {
    return release;
  }

  /** Whether addresses of functions are distances from the beginning of the code. */
  boolean relative() {
    return compareTo(GO_1_18) >= 0;
  }

  /** Whether files are numbered per compilation unit, and not once for the program. */
  boolean filesPerUnit() {
    return compareTo(GO_1_16) >= 0;
  }
}
