package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.dwarf.DwarfLimits;
import io.flamelake.symbolize.elf.ElfLimits;
import io.flamelake.symbolize.index.IndexLimits;
import java.time.Duration;

/**
 * What making one index may cost.
 *
 * @param fileBytes how many bytes each file may have
 * @param time how long it may take; it is looked at each time something is told
 * @param elf limits of a file's structure, and of what is inflated
 * @param dwarf limits of debugging information
 * @param index limits of what is told: functions, frames, ranges, texts
 */
public record ConversionLimits(
    long fileBytes, Duration time, ElfLimits elf, DwarfLimits dwarf, IndexLimits index) {
  /** Enough for a file of 4 GiB. */
  public static final ConversionLimits DEFAULT =
      new ConversionLimits(
          4L << 30,
          Duration.ofMinutes(10),
          ElfLimits.DEFAULT,
          DwarfLimits.DEFAULT,
          IndexLimits.DEFAULT);
}
