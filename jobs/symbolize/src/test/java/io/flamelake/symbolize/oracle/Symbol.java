package io.flamelake.symbolize.oracle;

import java.util.Objects;

/** A frame of an answer. Null and 0 stand for what is not known. */
public record Symbol(String name, String systemName, String file, int line, int column) {
  /** Whether an oracle that gives linkage names, else plain ones, calls the function the same. */
  public boolean sameName(Symbol oracle) {
    if (systemName != null || name == null) {
      return Objects.equals(systemName, oracle.name);
    }
    return name.equals(oracle.name)
        || oracle.name != null
            && (name.endsWith("::" + oracle.name) || name.endsWith("." + oracle.name));
  }

  public boolean samePlace(Symbol oracle) {
    return Objects.equals(file, oracle.file) && line == oracle.line;
  }

  @Override
  public String toString() {
    return "%s at %s:%d:%d".formatted(systemName == null ? name : systemName, file, line, column);
  }
}
