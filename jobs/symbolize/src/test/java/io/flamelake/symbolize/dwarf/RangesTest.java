package io.flamelake.symbolize.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.elf.Assembler;
import io.flamelake.symbolize.oracle.RecordingSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RangesTest {
  private static final Encoding V4 = new Encoding(4, false, 8);
  private static final Encoding V5 = new Encoding(5, false, 8);

  @Test
  void readsEveryKindOfRangeListEntry() throws IOException {
    assertThat(
            newList(
                list -> {
                  list.u8(4).uleb(0x10, 0x20);
                  list.u8(1).uleb(1).u8(4).uleb(0x30, 0x40);
                  list.u8(5).u64(0x3000).u8(4).uleb(0x1, 0x300);
                  list.u8(2).uleb(1, 2);
                  list.u8(3).uleb(2, 0x44);
                  list.u8(6).u64(0x5000).u64(0x5008);
                  list.u8(7).u64(0x6000).uleb(0x200);
                  list.u8(0);
                }))
        .containsExactly(
            "1110-1120",
            "2030-2040",
            "3001-3300",
            "2000-2500",
            "2500-2544",
            "5000-5008",
            "6000-6200");
  }

  @Test
  void readsARangeListByItsIndex() throws IOException {
    HandMade file = file(V5, 0x23);
    file.section(".debug_rnglists").raw(new byte[12]).u32(9).u32(4);
    file.section(".debug_rnglists").u8(0).u8(7).u64(0x1000).uleb(1).u8(0);

    assertThat(ranges(file)).containsExactly("1000-1001");
  }

  @Test
  void dropsWhatTheLinkerThrewAway() throws IOException {
    assertThat(
            newList(
                list -> {
                  list.u8(6).u64(0).u64(0x40);
                  list.u8(6).u64(-1).u64(0x1040);
                  list.u8(6).u64(0x1200).u64(0x1200);
                  list.u8(6).u64(0x1300).u64(0x1200);
                  list.u8(7).u64(1).uleb(0x2000);
                  list.u8(5).u64(-1).u8(4).uleb(0x1801, 0x1901);
                  list.u8(5).u64(0).u8(4).uleb(0x1800, 0x1900);
                  list.u8(5).u64(-2).u8(4).uleb(0x1802, 0x1902);
                  list.u8(6).u64(0x8f00).u64(0x9900);
                  list.u8(0);
                }))
        .containsExactly("8f00-9000");
  }

  @Test
  void readsBaseAddressesOfOldRangeLists() throws IOException {
    assertThat(
            oldList(
                list ->
                    list.u64(0x10)
                        .u64(0x20)
                        .u64(-1)
                        .u64(0x3000)
                        .u64(1)
                        .u64(2)
                        .u64(-1)
                        .u64(0)
                        .u64(0x4000)
                        .u64(0x4001)
                        .u64(1)
                        .u64(1)
                        .u64(0)
                        .u64(0)
                        .u64(0x10)
                        .u64(0x20)))
        .containsExactly("1110-1120", "3001-3002", "4000-4001");
  }

  @Test
  void losesTheUnitWhoseListDoesNotEnd() throws IOException {
    HandMade file = file(V4, 0x17);
    file.section(".debug_ranges").u64(0x10).u64(0x20);

    DwarfReport report = file.report();

    assertThat(report.lostUnits()).isEqualTo(1);
    assertThat(report.problems().get(0)).contains("outside its section");
  }

  @Test
  void addsTheSizeToTheLowAddress() throws IOException {
    HandMade file = new HandMade();
    file.abbreviation(1, HandMade.UNIT, true);
    file.abbreviation(2, HandMade.SUBPROGRAM, false, HandMade.LOW, 1, HandMade.HIGH, 0x0f);
    file.abbreviation(3, HandMade.SUBPROGRAM, false, HandMade.LOW, 1, HandMade.HIGH, 1);
    file.section(".debug_abbrev").u8(0);
    Assembler entries = file.bytes().u8(1);
    entries.u8(2).u64(0x1100).uleb(0x300).u8(3).u64(0x2000).u64(0x2001).u8(0);
    file.unit(V4, entries);

    assertThat(ranges(file)).containsExactly("2000-2001", "1100-1400");
  }

  private static List<String> newList(Consumer<Assembler> entries) throws IOException {
    HandMade file = file(V5, 0x17);
    file.section(".debug_addr").u64(0x1000).u64(0x2000).u64(0x2500);
    entries.accept(file.section(".debug_rnglists"));
    return reversed(ranges(file));
  }

  private static List<String> oldList(Consumer<Assembler> entries) throws IOException {
    HandMade file = file(V4, 0x17);
    entries.accept(file.section(".debug_ranges"));
    return reversed(ranges(file));
  }

  /** A unit at 0x1100 with one function, whose ranges begin where their section does. */
  private static HandMade file(Encoding encoding, int form) {
    HandMade file = new HandMade();
    file.abbreviation(1, HandMade.UNIT, true, HandMade.LOW, 0x01, 0x73, 0x17);
    file.abbreviation(2, HandMade.SUBPROGRAM, false, HandMade.RANGES, form);
    file.section(".debug_abbrev").u8(0);
    Assembler entries = file.bytes().u8(1).u64(0x1100).u32(0).u8(2);
    if (form == 0x17) {
      entries.u32(0);
    } else {
      entries.uleb(0);
    }
    file.unit(encoding, entries.u8(0));
    return file;
  }

  private static List<String> ranges(HandMade file) throws IOException {
    RecordingSink sink = file.read();
    return sink.ranges.stream().map(r -> "%x-%x".formatted(r.start(), r.end())).toList();
  }

  private static List<String> reversed(List<String> list) {
    List<String> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }
}
