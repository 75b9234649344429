package io.flamelake.demangle;

import io.flamelake.demangle.tree.Detail;
import java.util.Locale;

/** How much of a name is shown; the modes are those of pprof's symbolization. */
public enum DemangleMode {
  /** The name as it is. */
  NONE(null),
  /** Neither parameters nor template arguments: {@code std::vector::push_back}. */
  SIMPLE(Detail.NAME),
  /** Template arguments, but no parameters: {@code std::vector<int>::push_back}. */
  TEMPLATES(Detail.TEMPLATE_ARGUMENTS),
  /** Everything: {@code std::vector<int>::push_back(int const&)}. */
  FULL(Detail.ALL);

  private final Detail detail;

  DemangleMode(Detail detail) {
    this.detail = detail;
  }

  /** What of a tree is printed; null for {@link #NONE}. */
  Detail detail() {
    return detail;
  }

  /**
   * The mode of a name in lower case.
   *
   * @throws IllegalArgumentException in one sentence when there is none
   */
  public static DemangleMode of(String name) {
    for (DemangleMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "Mode '" + name + "' is none of none, simple, templates and full");
  }
}
