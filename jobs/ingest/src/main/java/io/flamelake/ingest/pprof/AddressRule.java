package io.flamelake.ingest.pprof;

import java.util.Arrays;

/**
 * How the addresses of a message become those that its mappings' files themselves speak of, the
 * same in every process.
 *
 * <p>Those of a running process lie in the memory where a file is mapped: {@code address -
 * memory_start + file_offset} is where in the file they are. Where it is told how the file wants to
 * be loaded, by the load segment (ELF, program header) that holds the mapping, the virtual address
 * is known too: {@code in the file - offset of the segment + virtual address of the segment}.
 */
public final class AddressRule {

  /** Of a running process, all that is known is in the mappings. */
  public static final AddressRule OF_PROCESS = new AddressRule(false, null);

  /** Virtual addresses of the files already. */
  public static final AddressRule NORMALISED = new AddressRule(true, null);

  /** Stands for a mapping whose file has no load segment. */
  public static final long NO_SEGMENT = Long.MIN_VALUE;

  private final boolean normalised;
  private final long[] shifts;

  private AddressRule(boolean normalised, long[] shifts) {
    this.normalised = normalised;
    this.shifts = shifts;
  }

  /**
   * Of a running process with the load segments of its files.
   *
   * @param shifts for each mapping, in the order of the message, the segment's virtual address
   *     minus its offset; {@link #NO_SEGMENT} without a segment
   */
  public static AddressRule ofSegments(long... shifts) {
    return new AddressRule(false, shifts.clone());
  }

  /** Of how many mappings the load segment is told; -1 when of none. */
  int segments() {
    return shifts == null ? -1 : shifts.length;
  }

  /** The same without load segments. */
  AddressRule withoutSegments() {
    return normalised ? NORMALISED : OF_PROCESS;
  }

  /** The address of a location of the mapping of this row. */
  long apply(Mappings mappings, int row, long address) {
    if (normalised || !mappings.holds(row, address)) {
      return address;
    }
    long inFile = inFile(mappings, row, address);
    return mappings.isEverything(row) || !hasSegment(row) ? inFile : inFile + shifts[row];
  }

  /**
   * Whether what {@link #apply} answers is an offset in the mapping's file; else it is a virtual
   * address of that file, or as the producer had it.
   */
  boolean isOffset(Mappings mappings, int row, long address) {
    return !normalised
        && !hasSegment(row)
        && mappings.holds(row, address)
        && !mappings.isEverything(row)
        // No file is that long: it is the kernel's, whose mapping has its address as offset.
        && inFile(mappings, row, address) >= 0;
  }

  private static long inFile(Mappings mappings, int row, long address) {
    return address - mappings.memoryStart[row] + mappings.fileOffset[row];
  }

  private boolean hasSegment(int row) {
    return shifts != null && shifts[row] != NO_SEGMENT;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRule rule
        && rule.normalised == normalised
        && Arrays.equals(rule.shifts, shifts);
  }

  @Override
  public int hashCode() {
    return 31 * Boolean.hashCode(normalised) + Arrays.hashCode(shifts);
  }
}
