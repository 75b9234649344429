package io.flamelake.symbolize.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.elf.Assembler;
import io.flamelake.symbolize.oracle.RecordingSink;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  private static final int FIRST_SPECIAL = 13;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void runsEveryOpcode(int version) throws IOException {
    List<String> lines =
        lines(
            version,
            p -> {
              address(p, 0x1000).u8(1); // 1000: a.c 1
              p.u8(2).uleb(4).u8(3).sleb(9).u8(1); // 1010: a.c 10
              p.u8(4)
                  .uleb(2)
                  .u8(5)
                  .uleb(7)
                  .u8(6, 7, 10, 11)
                  .u8(12)
                  .uleb(300); // file, column, flags
              p.u8(8).u8(1); // const_add_pc: (255 - 13) / 14 = 17 instructions: 1054
              p.u8(9).u16(3).u8(1); // fixed: 1057, same line
              p.u8(FIRST_SPECIAL + 14 * 2 + 8); // 2 instructions on, 8 - 3 lines on: 105f, 15
              p.u8(0).uleb(2).u8(4).uleb(5).u8(0).uleb(3).u8(0x80, 1, 2); // discriminator, unknown
              p.u8(2).uleb(1);
              end(p);
            });

    assertThat(lines)
        .containsExactly(
            "1000-1010 /d/a.c:1:0",
            "1010-1054 /d/a.c:10:0",
            "1054-105f /x/b.c:10:7",
            "105f-1063 /x/b.c:15:7");
  }

  @Test
  void takesTheLastRowAtAnAddressAndJoinsRowsOfOneLine() throws IOException {
    List<String> lines =
        lines(
            4,
            p -> {
              address(p, 0x1000).u8(1).u8(3).sleb(1).u8(1);
              p.u8(2).uleb(1).u8(1);
              p.u8(2).uleb(1).u8(3).sleb(1).u8(1).u8(3).sleb(1).u8(1);
              p.u8(2).uleb(1);
              end(p);
            });

    assertThat(lines).containsExactly("1000-1008 /d/a.c:2:0", "1008-100c /d/a.c:4:0");
  }

  @Test
  void dropsSequencesOfCodeThatWasThrownAwayAndEndsOthersAtTheirSection() throws IOException {
    List<String> lines =
        lines(
            4,
            p -> {
              address(p, 0).u8(1).u8(2).uleb(0x1000).u8(3).sleb(4).u8(1);
              end(p);
              address(p, 0x8ff0).u8(1).u8(2).uleb(0x100);
              end(p);
              address(p, -1L).u8(1).u8(2).uleb(0x1000).u8(1);
              end(p);
              end(p);
            });

    assertThat(lines).containsExactly("8ff0-9000 /d/a.c:1:0");
  }

  @Test
  void keepsLineZeroAndKnowsWhenThereIsNoSuchFile() throws IOException {
    List<String> lines =
        lines(
            4,
            p -> {
              address(p, 0x1000).u8(3).sleb(-1).u8(1);
              p.u8(2).uleb(1).u8(4).uleb(9).u8(1).u8(2).uleb(1);
              end(p);
            });

    assertThat(lines).containsExactly("1000-1004 /d/a.c:0:0", "1004-1008 null:0:0");
  }

  @Test
  void takesFilesThatRowsBring() throws IOException {
    List<String> lines =
        lines(
            3,
            p -> {
              p.u8(0).uleb(8).u8(3).text("c.c").uleb(2, 0, 0).u8(4).uleb(3);
              address(p, 0x1000).u8(1).u8(2).uleb(1);
              end(p);
            });

    assertThat(lines).containsExactly("1000-1004 /d/sub/c.c:1:0");
  }

  @Test
  void keepsTheRowsBeforeADamagedOne() throws IOException {
    HandMade file =
        file(
            4,
            p -> {
              address(p, 0x1000).u8(1).u8(2).uleb(1);
              end(p);
              p.u8(0).uleb(200).u8(2);
            });
    RecordingSink sink = new RecordingSink();

    DwarfReport report = DwarfReader.read(DwarfSource.of(file.elf()), sink);

    assertThat(sink.lines).hasSize(1);
    assertThat(report.lineTables()).isEqualTo(1);
    assertThat(report.lostLineTables()).isEqualTo(1);
    assertThat(report.lostUnits()).isZero();
    assertThat(report.problems().get(0)).startsWith("the line table at offset 0: ");
  }

  @Test
  void readsALineTableOnceThatUnitsShare() throws IOException {
    HandMade file =
        file(
            4,
            p -> {
              address(p, 0x1000).u8(1).u8(2).uleb(1);
              end(p);
            });
    file.unit(new Encoding(4, false, 8), file.bytes().u8(1).u32(0).text("/other"));

    assertThat(lines(file)).containsExactly("1000-1004 /d/a.c:1:0");
  }

  @Test
  void stopsAtTheLimitOfRows() throws IOException {
    HandMade file = file(4, p -> address(p, 0x1000).u8(1, 1, 1, 1, 1));
    DwarfLimits limits = new DwarfLimits(100, 1000, 1000, 7, 1000, 1000, 1000);

    DwarfReport report =
        DwarfReader.read(DwarfSource.of(file.elf()).withLimits(limits), new RecordingSink());

    assertThat(report.problems())
        .containsExactly(
            "the line table at offset 0: the file makes the reader go through more than 7 rows of"
                + " line tables");
  }

  private static Assembler address(Assembler program, long address) {
    return program.u8(0).uleb(9).u8(2).u64(address);
  }

  private static void end(Assembler program) {
    program.u8(0).uleb(1).u8(1);
  }

  private static List<String> lines(int version, Consumer<Assembler> program) throws IOException {
    return lines(file(version, program));
  }

  private static List<String> lines(HandMade file) throws IOException {
    RecordingSink sink = file.read();
    return sink.lines.stream()
        .map(
            l ->
                "%x-%x %s:%d:%d"
                    .formatted(
                        l.start(),
                        l.end(),
                        l.file() < 0 ? null : sink.files.get(l.file()),
                        l.line(),
                        l.column()))
        .toList();
  }

  /** A unit compiled in /d with a line table: files 1 a.c and 2 /x/b.c; folder 2 is sub. */
  private static HandMade file(int version, Consumer<Assembler> program) {
    HandMade file = new HandMade(ByteOrder.LITTLE_ENDIAN, true);
    file.abbreviation(1, HandMade.UNIT, false, HandMade.STMT_LIST, 0x17, 0x1b, 0x08);
    file.section(".debug_abbrev").u8(0);
    file.unit(new Encoding(4, false, 8), file.bytes().u8(1).u32(0).text("/d"));
    Assembler rest = file.bytes().u8(4);
    if (version >= 4) {
      rest.u8(1);
    }
    rest.u8(1).u8(-3).u8(14).u8(FIRST_SPECIAL).u8(0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1);
    if (version >= 5) {
      newNames(file, rest);
    } else {
      rest.text("/x").text("sub").u8(0);
      rest.text("a.c").uleb(0, 1, 2).text("b.c").uleb(1, 0, 0).u8(0);
    }
    Assembler code = file.bytes();
    program.accept(code);
    Assembler table = file.bytes().u16(version);
    if (version >= 5) {
      table.u8(8, 0);
    }
    table.u32(rest.size()).raw(rest.bytes()).raw(code.bytes());
    file.section(".debug_line").u32(table.size()).raw(table.bytes());
    return file;
  }

  /** Names of version 5: by offset and in place, with a hash and a content that is not known. */
  private static void newNames(HandMade file, Assembler header) {
    file.section(".debug_line_str").text("/d").text("/x").text("sub");
    header.u8(1).uleb(1, 0x1f).uleb(3).u32(0).u32(3).u32(6);
    header.u8(4).uleb(0x3001, 0x0a, 1, 0x08, 5, 0x1e, 2, 0x0b).uleb(3);
    for (String name : List.of("zero.c", "a.c", "b.c")) {
      header.u8(2, 9, 9).text(name).raw(new byte[16]).u8(name.equals("b.c") ? 1 : 0);
    }
  }
}
