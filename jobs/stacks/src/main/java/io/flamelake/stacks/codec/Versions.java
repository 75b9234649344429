package io.flamelake.stacks.codec;

/** The first byte of an encoded value. */
public final class Versions {
  private Versions() {}

  public static void check(ByteReader in, int known, String what) {
    int version = in.int8();
    if (version != known) {
      throw new IllegalStateException(
          "a %s is encoded in version %d, but this release reads version %d: was it written by a later one?"
              .formatted(what, version, known));
    }
  }
}
