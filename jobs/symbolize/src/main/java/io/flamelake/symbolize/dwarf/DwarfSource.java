package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.elf.ElfFile;

/**
 * The files that make up the debugging information of a program. The caller opens and closes them.
 *
 * @param file the program, or the detached file with its debugging information
 * @param supplement what it shares with others, as {@link ElfFile#altLink} names it (dwz), or null
 * @param splitPackage the package of its split units ({@code .dwp}, 7.3.5), or null
 * @param splitFiles finds the split units that are not in the package
 * @param limits what reading may cost
 */
public record DwarfSource(
    ElfFile file,
    ElfFile supplement,
    ElfFile splitPackage,
    SplitFiles splitFiles,
    DwarfLimits limits) {
  /** A file that stands for itself. */
  public static DwarfSource of(ElfFile file) {
    return new DwarfSource(file, null, null, SplitFiles.NONE, DwarfLimits.DEFAULT);
  }

  /** The same with a supplementary file. */
  public DwarfSource withSupplement(ElfFile shared) {
    return new DwarfSource(file, shared, splitPackage, splitFiles, limits);
  }

  /** The same with a package of split units. */
  public DwarfSource withSplitPackage(ElfFile dwp) {
    return new DwarfSource(file, supplement, dwp, splitFiles, limits);
  }

  /** The same with split files. */
  public DwarfSource withSplitFiles(SplitFiles files) {
    return new DwarfSource(file, supplement, splitPackage, files, limits);
  }

  /** The same with other limits. */
  public DwarfSource withLimits(DwarfLimits newLimits) {
    return new DwarfSource(file, supplement, splitPackage, splitFiles, newLimits);
  }
}
