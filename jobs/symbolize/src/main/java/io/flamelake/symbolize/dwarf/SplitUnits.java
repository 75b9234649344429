package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Finds the split units for which a program has only skeletons (3.1.2): in a package, else in files
 * of their own.
 */
final class SplitUnits {
  private final DwarfSource source;
  private final Sections program;
  private final Budgets budgets;
  private final Problems problems;
  private PackageIndex index;
  private boolean indexRead;
  private int missing;

  SplitUnits(DwarfSource source, Sections program, Budgets budgets, Problems problems) {
    this.source = source;
    this.program = program;
    this.budgets = budgets;
    this.problems = problems;
  }

  /** How many were not found. */
  int missing() {
    return missing;
  }

  /** A unit, and the file that is closed when it was read. */
  record Found(Unit unit, ElfFile file) implements Closeable {
    @Override
    public void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }

  /** The split unit of a skeleton, or null. */
  Found find(Unit skeleton) {
    try {
      Found found = inPackage(skeleton);
      found = found == null ? inFile(skeleton) : found;
      if (found != null) {
        found.unit().skeleton = skeleton;
        return found;
      }
    } catch (IOException e) {
      problems.add("the split unit " + skeleton.splitName, e);
    }
    missing++;
    return null;
  }

  private Found inPackage(Unit skeleton) throws IOException {
    if (source.splitPackage() == null) {
      return null;
    }
    if (!indexRead) {
      indexRead = true;
      index = PackageIndex.read(source.splitPackage());
    }
    int row = index == null ? 0 : index.row(skeleton.id);
    if (row == 0) {
      return null;
    }
    Sections sections = Sections.split(index.parts(source.splitPackage(), row), program, budgets);
    return found(sections, skeleton, null);
  }

  private Found inFile(Unit skeleton) throws IOException {
    ElfFile file =
        source.splitFiles().open(skeleton.splitName, skeleton.compilationDir, skeleton.id);
    if (file == null) {
      return null;
    }
    try {
      Found found = found(Sections.split(parts(file), program, budgets), skeleton, file);
      if (found == null) {
        file.close();
      }
      return found;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Found found(Sections sections, Unit skeleton, ElfFile file)
      throws MalformedFileException {
    UnitIndex units = sections.units;
    for (int i = 0; i < units.count(); i++) {
      Unit unit = units.get(i);
      if (unit.id == skeleton.id && unit.mayHoldCode()) {
        return new Found(unit, file);
      }
    }
    return null;
  }

  private static Sections.Parts parts(ElfFile file) throws IOException {
    Sections.Parts parts = new Sections.Parts();
    parts.info = file.bytes(".debug_info.dwo");
    parts.abbrev = file.bytes(".debug_abbrev.dwo");
    parts.rnglists = file.bytes(".debug_rnglists.dwo");
    parts.strOffsets = file.bytes(".debug_str_offsets.dwo");
    parts.str = file.bytes(".debug_str.dwo");
    return parts;
  }

  /** The part of a section that belongs to one unit of a package. */
  static ByteBuffer slice(ByteBuffer section, long offset, long size)
      throws MalformedFileException {
    if (offset < 0 || size < 0 || offset > section.limit() - size) {
      throw new MalformedFileException("the index of the package leads outside a section");
    }
    return section.slice((int) offset, (int) size).order(section.order());
  }
}
