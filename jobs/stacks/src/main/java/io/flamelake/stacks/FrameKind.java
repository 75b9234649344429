package io.flamelake.stacks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What runs a frame. The codes are part of the frame encoding: they never change. */
public enum FrameKind {
  NATIVE(1),
  KERNEL(2),
  GO(3),
  JVM(4),
  PYTHON(5),
  JAVASCRIPT(6),
  RUBY(7),
  PHP(8),
  PERL(9),
  DOTNET(10),
  BEAM(11),
  RUST(12),
  LUA(13);

  /** The code of a frame whose kind is not known. */
  public static final int UNKNOWN = 0;

  private static final FrameKind[] BY_CODE = new FrameKind[32];

  static {
    for (FrameKind kind : values()) {
      BY_CODE[kind.code] = kind;
    }
  }

  private final int code;
  private final byte[] utf8;

  FrameKind(int code) {
    this.code = code;
    this.utf8 = label().getBytes(StandardCharsets.UTF_8);
  }

  public int code() {
    return code;
  }

  /** The name used in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether such frames stand for bytecode or source: their addresses are not those of a file. */
  public static boolean isInterpreted(int code) {
    return code != UNKNOWN
        && code != NATIVE.code
        && code != KERNEL.code
        && code != GO.code
        && code != RUST.code;
  }

  byte[] utf8() {
    return utf8;
  }

  /** The kind of this code (0 to 31), or null. */
  public static FrameKind fromCode(int code) {
    return BY_CODE[code];
  }
}
