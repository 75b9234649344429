package io.flamelake.ingest.stacks;

import io.flamelake.stacks.FrameKind;
import io.flamelake.stacks.LongIndex;
import java.nio.charset.StandardCharsets;

/**
 * Guesses a frame's kind from names that its producer gives: a mapping named like the kernel tells
 * the kernel, the file name of the function tells its language, any other mapping tells native
 * code.
 */
public final class FrameKinds {

  private static final int MAX_EXTENSION = 7;
  private static final LongIndex EXTENSIONS = new LongIndex();
  private static final byte[] KERNEL_PREFIX = "[kernel".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] GUEST_PREFIX = "[guest.kernel".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VMLINUX = "vmlinux".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NODE_PREFIX = "node:".getBytes(StandardCharsets.US_ASCII);

  static {
    extensions(FrameKind.GO, "go");
    extensions(FrameKind.JVM, "java", "kt", "kts", "scala", "groovy", "clj");
    extensions(FrameKind.PYTHON, "py", "pyx");
    extensions(FrameKind.JAVASCRIPT, "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx");
    extensions(FrameKind.RUBY, "rb");
    extensions(FrameKind.PHP, "php");
    extensions(FrameKind.PERL, "pl", "pm");
    extensions(FrameKind.DOTNET, "cs", "fs", "vb");
    extensions(FrameKind.BEAM, "erl", "ex", "exs");
    extensions(FrameKind.RUST, "rs");
    extensions(FrameKind.LUA, "lua");
    extensions(FrameKind.NATIVE, "c", "cc", "cpp", "cxx", "h", "hh", "hpp", "hxx", "s", "asm");
  }

  private FrameKinds() {}

  /** The code of the kind that a function's file tells, or {@link FrameKind#UNKNOWN}. */
  public static int ofFile(Texts texts, int file) {
    if (texts.isEmpty(file)) {
      return FrameKind.UNKNOWN;
    }
    if (starts(texts, file, NODE_PREFIX)) {
      return FrameKind.JAVASCRIPT.code();
    }
    int end = texts.offset(file) + texts.length(file);
    byte[] data = texts.data();
    long extension = 0;
    int stop = Math.max(texts.offset(file), end - MAX_EXTENSION - 1);
    for (int i = end - 1; i >= stop; i--) {
      if (data[i] == '.') {
        return Math.max(EXTENSIONS.get(extension), FrameKind.UNKNOWN);
      }
      extension = extension << 8 | (data[i] | 0x20);
    }
    return FrameKind.UNKNOWN;
  }

  /**
   * The code of the kind that OpenTelemetry's attribute {@code profile.frame.type} tells, or {@link
   * FrameKind#UNKNOWN}.
   */
  public static int ofFrameType(String type) {
    FrameKind kind =
        switch (type) {
          case "native" -> FrameKind.NATIVE;
          case "kernel" -> FrameKind.KERNEL;
          case "go" -> FrameKind.GO;
          case "jvm" -> FrameKind.JVM;
          case "cpython" -> FrameKind.PYTHON;
          case "v8js" -> FrameKind.JAVASCRIPT;
          case "ruby" -> FrameKind.RUBY;
          case "php", "phpjit" -> FrameKind.PHP;
          case "perl" -> FrameKind.PERL;
          case "dotnet" -> FrameKind.DOTNET;
          case "beam" -> FrameKind.BEAM;
          case "rust" -> FrameKind.RUST;
          case "luajit" -> FrameKind.LUA;
          default -> null;
        };
    return kind == null ? FrameKind.UNKNOWN : kind.code();
  }

  /** The code of the kind that a mapping's file tells, or {@link FrameKind#UNKNOWN}. */
  public static int ofMapping(Texts texts, int file) {
    if (texts.isEmpty(file)) {
      return FrameKind.UNKNOWN;
    }
    boolean kernel =
        starts(texts, file, KERNEL_PREFIX)
            || starts(texts, file, GUEST_PREFIX)
            || starts(texts, file, VMLINUX);
    return (kernel ? FrameKind.KERNEL : FrameKind.NATIVE).code();
  }

  /** The kind of a frame whose file and mapping tell these. */
  public static int of(int fileKind, int mappingKind) {
    return mappingKind == FrameKind.KERNEL.code() || fileKind == FrameKind.UNKNOWN
        ? mappingKind
        : fileKind;
  }

  private static boolean starts(Texts texts, int text, byte[] prefix) {
    if (texts.length(text) < prefix.length) {
      return false;
    }
    int start = texts.offset(text);
    byte[] data = texts.data();
    for (int i = 0; i < prefix.length; i++) {
      if (data[start + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static void extensions(FrameKind kind, String... extensions) {
    for (String extension : extensions) {
      long key = 0;
      for (int i = extension.length() - 1; i >= 0; i--) {
        key = key << 8 | extension.charAt(i);
      }
      EXTENSIONS.put(key, kind.code());
    }
  }
}
