package io.flamelake.udfs.demangle;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.demangle.DemangleMode;
import io.flamelake.demangle.Demangler;
import io.trino.spi.TrinoException;

/** Demangling as SQL has it: names are slices, modes are texts. */
final class Names {
  /** What pprof shows unless told otherwise. */
  static final DemangleMode DEFAULT = DemangleMode.SIMPLE;

  private Names() {}

  /**
   * The mode of that name.
   *
   * @throws TrinoException if there is none
   */
  static DemangleMode mode(Slice name) {
    try {
      return DemangleMode.of(name.toStringUtf8());
    } catch (IllegalArgumentException e) {
      throw new TrinoException(INVALID_FUNCTION_ARGUMENT, e.getMessage(), e);
    }
  }

  /** The name in the mode; the same object when it is no mangled name. */
  static Slice demangle(Slice name, DemangleMode mode) {
    if (name.length() == 0 || name.getByte(0) != '_') {
      return name;
    }
    String mangled = name.toStringUtf8();
    String demangled = Demangler.demangle(mangled, mode);
    return demangled.equals(mangled) ? name : Slices.utf8Slice(demangled);
  }
}
