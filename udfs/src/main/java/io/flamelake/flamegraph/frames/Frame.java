package io.flamelake.flamegraph.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flamelake.frames.FrameLabel;

/**
 * A frame with what a profile format can say of it.
 *
 * @param function the function's name; like every other text here, empty if it is not known
 * @param systemName the name that the system has for the function, mostly mangled; empty also if it
 *     is the function's
 * @param file the source file
 * @param mapping the mapped file
 * @param buildId the mapped file's build id
 * @param line the line of the call; like every other number here, 0 if it is not known
 * @param column the column of the call
 * @param startLine the line where the function starts
 * @param address the address within the mapped file
 * @param inlined whether the frame's function was inlined into that of its caller
 */
public record Frame(
    String function,
    String systemName,
    String file,
    String mapping,
    String buildId,
    long line,
    long column,
    long startLine,
    long address,
    boolean inlined) {

  /** Whether anything of the source is known: the function or its file. */
  public boolean isSymbolized() {
    return !(function.isEmpty() && systemName.isEmpty() && file.isEmpty());
  }

  /** Whether both are of one address of one mapped file. */
  public boolean sharesAddress(Frame other) {
    return address == other.address
        && mapping.equals(other.mapping)
        && buildId.equals(other.buildId);
  }

  /** What the frame shows in a flame graph. */
  public String label() {
    if (!function.isEmpty()) {
      return function;
    }
    FrameLabel label = new FrameLabel();
    byte[] name = mapping.getBytes(UTF_8);
    if (address == 0) {
      label.unknown();
    } else {
      label.address(name, 0, name.length, address);
    }
    return new String(label.bytes(), 0, label.length(), UTF_8);
  }
}
