package io.flamelake.ingest.otlp;

import io.flamelake.ingest.stacks.Texts;

/** What attributes mean here, by their keys (OpenTelemetry semantic conventions 1.37). */
enum AttributeRole {
  /** A label like any other. */
  LABEL,
  SERVICE_NAME,
  EXECUTABLE_NAME,
  EXECUTABLE_PATH,
  /** A label of resources; on samples it would make a series of every thread or process. */
  INSTANCE,
  /** Never a label. */
  LEFT_OUT,
  FRAME_TYPE,
  BUILD_ID_GNU,
  BUILD_ID_GO,
  BUILD_ID_HTLHASH;

  private static final int LONGEST = 64;

  /** Whether it tells the build id of a mapping; the first in order is preferred. */
  boolean isBuildId() {
    return compareTo(BUILD_ID_GNU) >= 0;
  }

  /** Whether an attribute of a sample is a label. */
  boolean isSampleLabel() {
    return this != INSTANCE && isLabel();
  }

  /** Whether an attribute of a resource, a scope or a profile is a label of this name. */
  boolean isLabel() {
    return this != SERVICE_NAME && this != LEFT_OUT;
  }

  /** What the attribute of this key means. */
  static AttributeRole of(Texts texts, int key) {
    return texts.length(key) > LONGEST ? LABEL : of(texts.string(key));
  }

  private static AttributeRole of(String key) {
    return switch (key) {
      case "service.name" -> SERVICE_NAME;
      case "process.executable.name" -> EXECUTABLE_NAME;
      case "process.executable.path" -> EXECUTABLE_PATH;
      case "thread.name", "thread.id", "process.pid", "process.parent_pid" -> INSTANCE;
      case "process.command", "process.command_line", "process.command_args" -> LEFT_OUT;
      case "profile.frame.type" -> FRAME_TYPE;
      case "process.executable.build_id.gnu" -> BUILD_ID_GNU;
      case "process.executable.build_id.go" -> BUILD_ID_GO;
      case "process.executable.build_id.htlhash" -> BUILD_ID_HTLHASH;
      // What pprof says of itself, carried along by converters.
      default -> key.startsWith("pprof.") ? LEFT_OUT : LABEL;
    };
  }
}
