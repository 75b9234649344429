package io.flamelake.symbolize.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.elf.Assembler;
import io.flamelake.symbolize.oracle.RecordingSink;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  private static final Encoding V4 = new Encoding(4, false, 8);

  // Abbreviations of table(): a unit with its language, a function with its address, a declaration,
  // scopes, a function that refers to another, in its unit or in any; an inlined call.
  private static final int UNIT = 1;
  private static final int FUNCTION = 2;
  private static final int DECLARATION = 3;
  private static final int NAMESPACE = 4;
  private static final int NAMELESS = 5;
  private static final int TYPE = 6;
  private static final int COPY = 7;
  private static final int COPY_ANYWHERE = 8;
  private static final int INLINED = 9;
  private static final int LINKED = 10;
  private static final int CLOSED = 11;
  private static final int BLOCK = 12;

  @ParameterizedTest
  @CsvSource({"0x04,outer::(anonymous)::Type::f", "0x0c,f", "0x16,outer.(anonymous).Type.f"})
  void qualifiesANameByItsScopes(String language, String expected) throws IOException {
    HandMade file = table(new HandMade());
    Assembler entries = file.bytes().u8(UNIT, Integer.decode(language));
    entries.u8(NAMESPACE).text("outer").u8(NAMELESS, TYPE).text("Type");
    function(entries, "f", 0x1000).u8(0, 0, 0);
    function(entries, "g", 0x2000).u8(0);
    file.unit(V4, entries);

    assertThat(names(file)).containsExactly("g", expected);
  }

  @Test
  void findsTheNameOfADeclarationThatComesLaterInAnotherUnit() throws IOException {
    HandMade file = table(new HandMade());
    Assembler first = file.bytes().u8(UNIT, 4, COPY_ANYWHERE).u64(0x1000);
    int header = HandMade.headerSize(V4);
    int secondUnit = header + first.size() + 4 + 1;
    Assembler second = file.bytes().u8(UNIT, 4, NAMESPACE).text("n");
    int declaration = secondUnit + header + second.size();
    second.u8(DECLARATION).text("later").u8(0, 0);
    file.unit(V4, first.u32(declaration).u8(0));
    file.unit(V4, second);

    assertThat(names(file)).containsExactly("n::later");
  }

  @Test
  void prefersTheLinkageNameAndLeavesOutWhatItSays() throws IOException {
    HandMade file = table(new HandMade());
    Assembler entries = file.bytes().u8(UNIT, 4, NAMESPACE).text("n");
    entries.u8(LINKED).text("f").text("_ZN1n1fEv").u64(0x1000);
    entries.u8(LINKED).text("g").text("strange").u64(0x2000).u8(0, 0);
    file.unit(V4, entries);

    RecordingSink sink = file.read();

    assertThat(sink.functions).extracting(RecordingSink.Function::name).containsExactly("g", null);
    assertThat(sink.functions)
        .extracting(RecordingSink.Function::systemName)
        .containsExactly("strange", "_ZN1n1fEv");
  }

  @Test
  void endsAChainOfCopiesThatGoesRound() throws IOException {
    HandMade file = table(new HandMade());
    int copy = HandMade.headerSize(V4) + 2;
    Assembler entries = file.bytes().u8(UNIT, 4, COPY).u64(0x1000).u32(copy).u8(0);
    file.unit(V4, entries);

    RecordingSink sink = file.read();

    assertThat(sink.functions).hasSize(1);
    assertThat(sink.functions.get(0).name()).isNull();
    assertThat(sink.ranges).hasSize(1);
    assertThat(file.report().namelessFunctions()).isEqualTo(1);
  }

  @Test
  void losesOnlyTheUnitThatIsDamaged() throws IOException {
    HandMade file = table(new HandMade());
    file.unit(V4, function(file.bytes().u8(UNIT, 4), "a", 0x1000).u8(0));
    int bad = file.unit(V4, function(file.bytes().u8(UNIT, 4), "b", 0x2000).u8(99, 0));
    file.unit(V4, function(file.bytes().u8(UNIT, 4), "c", 0x3000).u8(0));
    file.section(".debug_info").u32(1000);
    RecordingSink sink = new RecordingSink();

    DwarfReport report = DwarfReader.read(DwarfSource.of(file.elf()), sink);

    assertThat(sink.functions).extracting(RecordingSink.Function::name).containsExactly("a", "c");
    assertThat(report.units()).isEqualTo(3);
    assertThat(report.lostUnits()).isEqualTo(2);
    assertThat(report.problems().get(0))
        .isEqualTo(
            "the unit at offset %d: an entry has the abbreviation 99, which is not in its table"
                .formatted(bad));
    assertThat(report.problems().get(1)).contains("the length of the first of them is wrong");
  }

  @Test
  void losesAUnitWhoseEntriesStandTooDeep() throws IOException {
    HandMade file = table(new HandMade());
    Assembler entries = file.bytes().u8(UNIT, 4);
    for (int i = 0; i < 3000; i++) {
      entries.u8(NAMELESS);
    }
    file.unit(V4, entries);

    assertThat(file.report().problems().get(0)).contains("more than 2048 deep");
  }

  @Test
  void nestsInlinedCallsThroughBlocksAndPassesOverWhatHoldsNoCode() throws IOException {
    HandMade file = table(new HandMade());
    int header = HandMade.headerSize(V4);
    Assembler entries = file.bytes().u8(UNIT, 4);
    int declaration = header + entries.size();
    entries.u8(DECLARATION).text("small");
    int closed = header + entries.size();
    entries.u8(CLOSED).u32(closed + 8).u8(99, 99, 0);
    open(entries, "big", 0x1000).u8(BLOCK);
    inlined(entries, declaration, 0x1002, 5);
    inlined(entries, declaration, 0x1003, 6).u8(0, 0);
    inlined(entries, declaration, 0x1004, 7).u8(0);
    inlined(entries, declaration, 0x1004, 8).u8(0, 0, 0, 0);
    file.unit(V4, entries);

    RecordingSink sink = file.read();

    assertThat(linesAt(sink, 0x1001)).containsExactly("big 0");
    assertThat(linesAt(sink, 0x1002)).containsExactly("small 0", "big 5");
    assertThat(linesAt(sink, 0x1003)).containsExactly("small 0", "small 6", "big 5");
    // Of two calls at the same addresses the later one holds, as in llvm-symbolizer.
    assertThat(linesAt(sink, 0x1007)).containsExactly("small 0", "big 8");
    assertThat(linesAt(sink, 0x1008)).containsExactly("big 0");
  }

  private static List<String> linesAt(RecordingSink sink, long address) {
    return sink.lookUp(new long[] {address}).get(0).stream()
        .map(s -> s.name() + " " + s.line())
        .toList();
  }

  private static HandMade table(HandMade file) {
    file.abbreviation(UNIT, HandMade.UNIT, true, HandMade.LANGUAGE, 0x0b);
    file.abbreviation(
        FUNCTION, HandMade.SUBPROGRAM, true, HandMade.NAME, 8, HandMade.LOW, 1, HandMade.HIGH, 0xb);
    file.abbreviation(DECLARATION, HandMade.SUBPROGRAM, false, HandMade.NAME, 8, 0x3c, 0x19);
    file.abbreviation(NAMESPACE, HandMade.NAMESPACE, true, HandMade.NAME, 8);
    file.abbreviation(NAMELESS, HandMade.NAMESPACE, true);
    file.abbreviation(TYPE, HandMade.STRUCTURE, true, HandMade.NAME, 8);
    copy(file, COPY, 0x13);
    copy(file, COPY_ANYWHERE, 0x10);
    file.section(".debug_abbrev")
        .uleb(INLINED, HandMade.INLINED)
        .u8(1)
        .uleb(HandMade.ORIGIN, 0x13, HandMade.LOW, 1, 0x59, 0xb, HandMade.HIGH, 0x21)
        .sleb(4)
        .u8(0, 0);
    file.abbreviation(
        LINKED,
        HandMade.SUBPROGRAM,
        false,
        HandMade.NAME,
        8,
        0x6e,
        8,
        HandMade.LOW,
        1,
        HandMade.HIGH,
        0x19);
    file.abbreviation(CLOSED, 0x15, true, 0x01, 0x13);
    file.abbreviation(BLOCK, 0x0b, true);
    file.section(".debug_abbrev").u8(0);
    return file;
  }

  private static void copy(HandMade file, int code, int form) {
    file.abbreviation(
        code,
        HandMade.SUBPROGRAM,
        false,
        HandMade.LOW,
        1,
        HandMade.SPECIFICATION,
        form,
        HandMade.HIGH,
        0x19);
  }

  private static Assembler function(Assembler entries, String name, long address) {
    return open(entries, name, address).u8(0);
  }

  /** A function within which more follows. */
  private static Assembler open(Assembler entries, String name, long address) {
    return entries.u8(FUNCTION).text(name).u64(address).u8(16);
  }

  private static Assembler inlined(Assembler entries, int origin, long address, int line) {
    return entries.u8(INLINED).u32(origin).u64(address).u8(line);
  }

  private static List<String> names(HandMade file) throws IOException {
    return file.read().functions.stream().map(RecordingSink.Function::name).toList();
  }
}
