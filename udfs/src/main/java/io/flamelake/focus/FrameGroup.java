package io.flamelake.focus;

import java.util.Locale;
import java.util.Optional;

/** What frames are grouped by, and what a group is called. */
public enum FrameGroup {
  /** The function. */
  FUNCTION {
    @Override
    String name(FrameNames frame) {
      return frame.function();
    }
  },

  /** The source file. */
  FILE {
    @Override
    String name(FrameNames frame) {
      return frame.file();
    }
  },

  /** The line of the source file, with the function that it belongs to. */
  LINE {
    @Override
    String name(FrameNames frame) {
      String separator = frame.function().isEmpty() || frame.file().isEmpty() ? "" : " ";
      String line = frame.line() == 0 || frame.file().isEmpty() ? "" : ":" + frame.line();
      return frame.function() + separator + frame.file() + line;
    }
  },

  /** The package, namespace or folder; see {@link PackageName}. */
  PACKAGE {
    @Override
    String name(FrameNames frame) {
      return PackageName.of(frame);
    }
  },

  /** The mapped file, without its folder. */
  MAPPING {
    @Override
    String name(FrameNames frame) {
      return frame.mappingName();
    }
  };

  /** The group of this name, in lower case as in SQL. */
  public static Optional<FrameGroup> of(String name) {
    for (FrameGroup group : values()) {
      if (group.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  /**
   * What the frame's group is called. As in pprof, {@code [mapping]} stands for frames that lack
   * what they are grouped by; {@code [unknown]} where the mapping is not known either.
   */
  public String label(FrameNames frame) {
    String name = name(frame);
    if (!name.isEmpty()) {
      return name;
    }
    String mapping = frame.mappingName();
    if (mapping.isEmpty()) {
      return "[unknown]";
    }
    return mapping.startsWith("[") ? mapping : "[" + mapping + "]";
  }

  abstract String name(FrameNames frame);
}
