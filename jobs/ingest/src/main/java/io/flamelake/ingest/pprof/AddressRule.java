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
   *     minus its offset; 0 without a segment
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
    long inFile = address - mappings.memoryStart[row] + mappings.fileOffset[row];
    return shifts == null || mappings.isEverything(row) ? inFile : inFile + shifts[row];
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
