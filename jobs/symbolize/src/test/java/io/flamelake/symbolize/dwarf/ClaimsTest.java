package io.flamelake.symbolize.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.elf.Assembler;
import io.flamelake.symbolize.oracle.RecordingSink;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Units that have the same code: a linker kept one of several copies of a function. */
class ClaimsTest {
  private static final Encoding V4 = new Encoding(4, false, 8);

  @Example
  void takesOnlyWhatNoUnitBeforeHas() throws IOException {
    HandMade file = new HandMade();
    file.abbreviation(1, HandMade.UNIT, true, HandMade.LOW, 1, HandMade.HIGH, 1);
    file.abbreviation(2, HandMade.SUBPROGRAM, false, HandMade.LOW, 1, HandMade.HIGH, 1);
    file.abbreviation(3, HandMade.UNIT, true);
    file.section(".debug_abbrev").u8(0);
    file.unit(V4, functions(file.bytes().u8(1).u64(0x2000).u64(0x3000), 0x2000, 0x2800));
    file.unit(V4, functions(file.bytes().u8(1).u64(0x2000).u64(0x4000), 0x2700, 0x3100));
    file.unit(V4, functions(file.bytes().u8(3), 0x1f00, 0x4100));
    file.unit(V4, functions(file.bytes().u8(1).u64(0x1f00).u64(0x1f80), 0x1f00, 0x1f80));

    assertThat(ranges(file.read()))
        .containsExactly("2000-2800", "3000-3100", "1f00-2000", "4000-4100", "1f00-1f80");
  }

  private static Assembler functions(Assembler unit, long start, long end) {
    return unit.u8(2).u64(start).u64(end).u8(0);
  }

  private static List<String> ranges(RecordingSink sink) {
    return sink.ranges.stream()
        .map(range -> Long.toHexString(range.start()) + "-" + Long.toHexString(range.end()))
        .toList();
  }

  /** Pairs of a start and a length: each is cut, then added. */
  @Property
  void cutsAsASetOfAddressesDoes(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 50) Integer> numbers) {
    Claims claims = new Claims(null);
    TreeSet<Long> known = new TreeSet<>();
    for (int i = 0; i + 1 < numbers.size(); i += 2) {
      long start = 0x1000L + numbers.get(i);
      long end = start + numbers.get(i + 1);
      TreeSet<Long> expected = new TreeSet<>();
      for (long address = start; address < end; address++) {
        if (!known.contains(address)) {
          expected.add(address);
        }
      }
      TreeSet<Long> pieces = new TreeSet<>();
      claims.cut(
          start,
          end,
          (from, to) -> {
            for (long address = from; address != to; address++) {
              assertThat(pieces.add(address)).isTrue();
            }
          });
      assertThat(pieces).isEqualTo(expected);
      if (start < end) {
        claims.add(start, end);
        known.addAll(expected);
      }
    }
  }
}
