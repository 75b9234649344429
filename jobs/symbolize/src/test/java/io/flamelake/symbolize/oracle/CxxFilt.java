package io.flamelake.symbolize.oracle;

import java.io.IOException;
import java.util.List;

/** Asks GNU {@code c++filt} and {@code llvm-cxxfilt} for demangled names. */
public final class CxxFilt {
  private CxxFilt() {}

  /** The names in the order of the questions; a hash at the end of a Rust name is left out. */
  public static List<String> ask(List<String> names) throws IOException {
    return Tool.run(names, "c++filt", "--no-verbose").stream().map(CxxFilt::unhashed).toList();
  }

  /** The names as {@code llvm-cxxfilt} has them. */
  public static List<String> askLlvm(List<String> names) throws IOException {
    return Tool.run(names, "llvm-cxxfilt").stream().map(CxxFilt::unhashed).toList();
  }

  /** Without the hash at the end of names of Rust. */
  public static String unhashed(String name) {
    return name.replaceFirst("::h[0-9a-f]{16}$", "");
  }
}
