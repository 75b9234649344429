package io.flamelake.stacks;

/**
 * A stack and its frames, as the table {@code stacks} has them.
 *
 * @param day days since 1970-01-01 of the profile's time, UTC
 * @param check 64 more hash bits, independent of {@code stackId}: two definitions with one id and
 *     different checks are different stacks
 * @param frames leaf first, read by {@link FrameReader}
 * @param unresolved frames without a function
 * @param buildIds those of the unresolved frames, each once, in the order met
 */
public record StackDefinition(
    int day,
    String serviceName,
    long stackId,
    long check,
    byte[] frames,
    int unresolved,
    String[] buildIds) {}
