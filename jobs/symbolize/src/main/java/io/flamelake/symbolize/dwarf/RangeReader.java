package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.lists.LongList;

/**
 * Reads the ranges of addresses of entries (2.17): a low and a high address, a list in {@code
 * .debug_ranges} (DWARF 4, 2.17.3), or one in {@code .debug_rnglists} (7.25). Only those in
 * executable sections are kept: a linker leaves the ranges of code that it threw away, with 0, 1 or
 * the greatest addresses in place of the real ones, or with small ones where an offset was added.
 */
final class RangeReader {
  private final AddressRanges executable;
  private final Budget budget;
  private final LongList kept = new LongList();

  RangeReader(AddressRanges executable, Budget budget) {
    this.executable = executable;
    this.budget = budget;
  }

  /** How many ranges the last entry has in executable sections. */
  int count() {
    return kept.size() / 2;
  }

  long start(int index) {
    return kept.get(index * 2);
  }

  long end(int index) {
    return kept.get(index * 2 + 1);
  }

  /** Reads the ranges of an entry. */
  void read(Unit unit, Values entry) throws MalformedFileException {
    kept.clear();
    if (entry.has(Attribute.LOW_PC) && entry.has(Attribute.HIGH_PC)) {
      lowAndHigh(unit, entry);
    } else if (entry.has(Attribute.RANGES)) {
      list(unit, entry.form(Attribute.RANGES), entry.value(Attribute.RANGES));
    }
  }

  private void lowAndHigh(Unit unit, Values entry) throws MalformedFileException {
    long low = Addresses.address(unit, entry.form(Attribute.LOW_PC), entry.value(Attribute.LOW_PC));
    int form = entry.form(Attribute.HIGH_PC);
    long high = entry.value(Attribute.HIGH_PC);
    keep(low, Form.isAddress(form) ? Addresses.address(unit, form, high) : low + high);
  }

  private void list(Unit unit, int form, long value) throws MalformedFileException {
    Unit owner = unit.skeleton == null ? unit : unit.skeleton;
    if (unit.encoding.version() < 5) {
      long base = unit.skeleton == null ? 0 : owner.gnuRangesBase;
      oldList(unit, new Cursor(unit.sections.ranges).at(base + value), owner.lowPc);
      return;
    }
    Cursor from = new Cursor(unit.sections.rnglists);
    long offset = value;
    if (form == Form.RNGLISTX) {
      from.at(
          unit.rnglistsBase
              + Math.min(value & Long.MAX_VALUE, Integer.MAX_VALUE) * unit.encoding.offsetSize());
      offset = unit.rnglistsBase + from.offset(unit.encoding.wide());
    }
    newList(unit, from.at(offset), owner.lowPc);
  }

  private void oldList(Unit unit, Cursor from, long unitBase) throws MalformedFileException {
    int size = unit.encoding.addressSize();
    long mask = unit.addressMask();
    long base = unitBase;
    while (true) {
      long start = from.unsigned(size);
      long end = from.unsigned(size);
      budget.spend(1);
      if (start == 0 && end == 0) {
        return;
      }
      if (start == mask) {
        base = end;
      } else if (!isTombstone(base, mask)) {
        keep(base + start & mask, base + end & mask);
      }
    }
  }

  private void newList(Unit unit, Cursor from, long unitBase) throws MalformedFileException {
    int size = unit.encoding.addressSize();
    long mask = unit.addressMask();
    long base = unitBase;
    boolean dropped = isTombstone(base, mask);
    for (int kind = from.u8(); kind != 0; kind = from.u8()) {
      budget.spend(1);
      switch (kind) {
        case 1, 5:
          base = kind == 1 ? Addresses.indexed(unit, from.uleb()) : from.unsigned(size);
          dropped = isTombstone(base, mask) || base == 0 && !executable.contains(0);
          break;
        case 2:
          long first = Addresses.indexed(unit, from.uleb());
          keep(first, Addresses.indexed(unit, from.uleb()));
          break;
        case 3:
          long start = Addresses.indexed(unit, from.uleb());
          keep(start, start + from.uleb() & mask);
          break;
        case 4:
          long low = base + from.uleb() & mask;
          long high = base + from.uleb() & mask;
          if (!dropped) {
            keep(low, high);
          }
          break;
        case 6:
          long begin = from.unsigned(size);
          keep(begin, from.unsigned(size));
          break;
        case 7:
          long only = from.unsigned(size);
          keep(only, only + from.uleb() & mask);
          break;
        default:
          throw new MalformedFileException("a range has the unknown kind " + kind);
      }
    }
  }

  private static boolean isTombstone(long address, long mask) {
    return address == mask || address == mask - 1;
  }

  private void keep(long start, long end) {
    long limit = Long.compareUnsigned(start, end) < 0 ? executable.endOf(start) : start;
    if (limit != start) {
      kept.add(start);
      kept.add(Long.compareUnsigned(end, limit) < 0 ? end : limit);
    }
  }
}
