package io.flamelake.demangle;

import io.flamelake.demangle.itanium.ItaniumDemangler;
import io.flamelake.demangle.rust.LegacyDemangler;
import io.flamelake.demangle.rust.RustDemangler;
import io.flamelake.demangle.tree.Limits;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;
import io.flamelake.demangle.tree.Refused;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells names of functions as they stand in the source from those that compilers give to linkers:
 * C++ (Itanium C++ ABI, section 5.1) and Rust (the legacy scheme, and v0 of RFC 2603).
 *
 * <p>A name is parsed into a tree, which is printed in one of four modes. Names are untrusted:
 * depth, work and output are bounded, and whatever is not wholly a mangled name, or beyond the
 * bounds, is returned as it is.
 */
public final class Demangler {
  /** One of the scheme, one of macOS, two of Apple's blocks. */
  private static final int MAX_UNDERSCORES = 4;

  /** Functions that GCC makes to run what must be run before main, or after it, for a name. */
  private static final Pattern GLOBAL = Pattern.compile("_GLOBAL__(?:sub_)?([ID])_(?=_+[ZR])");

  private Demangler() {}

  /** The name in the mode; itself when it is no mangled name. */
  public static String demangle(String name, DemangleMode mode) {
    if (mode == DemangleMode.NONE || name.length() > Limits.NAME) {
      return name;
    }
    if (name.startsWith("_GLOBAL_")) {
      return global(name, mode);
    }
    int scheme = scheme(name);
    if (scheme < 0) {
      return name;
    }
    try {
      return Output.print(parse(name, scheme), mode.detail());
    } catch (Refused e) {
      return name;
    }
  }

  private static String global(String name, DemangleMode mode) {
    Matcher global = GLOBAL.matcher(name);
    if (!global.lookingAt()) {
      return name;
    }
    String mangled = name.substring(global.end());
    String demangled = demangle(mangled, mode);
    String kind = global.group(1).equals("I") ? "constructors" : "destructors";
    return demangled.equals(mangled) ? name : "global " + kind + " keyed to " + demangled;
  }

  /** Where the scheme is told, behind the underscores; -1 when it is not. */
  private static int scheme(String name) {
    int at = 0;
    while (at < name.length() && name.charAt(at) == '_') {
      at++;
    }
    boolean told = at >= 1 && at <= MAX_UNDERSCORES && at < name.length();
    return told && (name.charAt(at) == 'Z' || name.charAt(at) == 'R') ? at : -1;
  }

  private static Node parse(String name, int scheme) {
    if (name.charAt(scheme) == 'R') {
      return RustDemangler.parse(name, scheme + 1);
    }
    Node legacy = LegacyDemangler.parse(name, scheme + 1);
    return legacy != null ? legacy : ItaniumDemangler.parse(name, scheme + 1);
  }
}
