package io.flamelake.focus;

/**
 * What a frame is grouped by; what is not known is empty or 0.
 *
 * @param kind what runs the frame, such as {@code go} or {@code jvm}
 */
public record FrameNames(String function, String file, long line, String mapping, String kind) {
  /** The mapped file without its folder. */
  String mappingName() {
    return mapping.substring(mapping.lastIndexOf('/') + 1);
  }

  /** The folder of the source file. */
  String folder() {
    return file.substring(0, Math.max(0, file.lastIndexOf('/')));
  }
}
