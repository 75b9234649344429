package io.flamelake.symbolize.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.Assembler;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.oracle.RecordingSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormsTest {
  private static final int UNREAD = 0x3f00;
  private static final int[] FORMS = {
    0x01, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11,
    0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x21,
    0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x1f01, 0x1f02, 0x1f20,
    0x1f21, 0x2001
  };

  static Stream<Arguments> encodings() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
        .flatMap(
            order ->
                IntStream.of(2, 3, 4, 5)
                    .boxed()
                    .flatMap(
                        version ->
                            Stream.of(
                                Arguments.of(order, new Encoding(version, false, 4)),
                                Arguments.of(order, new Encoding(version, false, 8)),
                                Arguments.of(order, new Encoding(version, true, 8)))));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void passesOverValuesOfEveryForm(ByteOrder order, Encoding encoding) throws IOException {
    for (int form : FORMS) {
      HandMade file = new HandMade(order, encoding.addressSize() == 8);
      file.abbreviation(1, HandMade.UNIT, true, UNREAD, form == 0x21 ? 0x0b : form);
      if (form == 0x21) {
        file.section(".debug_abbrev")
            .uleb(2, HandMade.SUBPROGRAM)
            .u8(0)
            .uleb(UNREAD, form)
            .sleb(-300)
            .uleb(HandMade.NAME, 0x08, HandMade.LOW, 0x01, HandMade.HIGH, 0x06)
            .u8(0, 0);
      } else {
        file.abbreviation(
            2,
            HandMade.SUBPROGRAM,
            false,
            UNREAD,
            form,
            HandMade.NAME,
            0x08,
            HandMade.LOW,
            0x01,
            HandMade.HIGH,
            0x06);
      }
      file.section(".debug_abbrev").u8(0);
      Assembler entries = file.bytes().u8(1);
      value(entries, form == 0x21 ? 0x0b : form, encoding);
      entries.u8(2);
      value(entries, form, encoding);
      entries.text("f").number(HandMade.TEXT, encoding.addressSize()).u32(16).u8(0);
      file.unit(encoding, entries);

      RecordingSink sink = file.read();

      assertThat(sink.functions).as("form 0x%x", form).hasSize(1);
      assertThat(sink.functions.get(0).name()).isEqualTo("f");
      assertThat(sink.ranges)
          .containsExactly(new RecordingSink.Range(0, HandMade.TEXT, HandMade.TEXT + 16));
    }
  }

  /** Adds some value of a form. */
  private static void value(Assembler to, int form, Encoding encoding) {
    switch (form) {
      case 0x01 -> to.number(3, encoding.addressSize());
      case 0x03 -> to.u16(3).u8(1, 2, 3);
      case 0x04 -> to.u32(2).u8(1, 2);
      case 0x08 -> to.text("text");
      case 0x09, 0x18 -> to.uleb(130).raw(new byte[130]);
      case 0x0a -> to.u8(3, 1, 2, 3);
      case 0x0d -> to.sleb(-70000);
      case 0x0f, 0x15, 0x1a, 0x1b, 0x22, 0x23, 0x1f01, 0x1f02 -> to.uleb(70000);
      case 0x10 ->
          to.number(9, encoding.version() == 2 ? encoding.addressSize() : offset(encoding));
      case 0x0e, 0x17, 0x1d, 0x1f, 0x1f20, 0x1f21 -> to.number(9, offset(encoding));
      case 0x16 -> to.uleb(0x0f).uleb(70000);
      case 0x19, 0x21 -> {}
      case 0x1e -> to.raw(new byte[16]);
      case 0x2001 -> to.uleb(300).u32(5);
      default -> to.raw(new byte[fixed(form)]);
    }
  }

  private static int offset(Encoding encoding) {
    return encoding.wide() ? 8 : 4;
  }

  private static int fixed(int form) {
    return switch (form) {
      case 0x0b, 0x0c, 0x11, 0x25, 0x29 -> 1;
      case 0x05, 0x12, 0x26, 0x2a -> 2;
      case 0x27, 0x2b -> 3;
      case 0x06, 0x13, 0x1c, 0x28, 0x2c -> 4;
      default -> 8;
    };
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void findsTextsAndAddressesOfEveryFormThoughTheirTablesAreNamedLater(
      ByteOrder order, Encoding encoding) throws IOException {
    int[] textForms = {0x08, 0x0e, 0x1a, 0x1f, 0x25, 0x26, 0x27, 0x28, 0x1f02};
    int[] addressForms = {0x01, 0x1b, 0x29, 0x2a, 0x2b, 0x2c, 0x1f01};
    for (int i = 0; i < textForms.length; i++) {
      int address = addressForms[i % addressForms.length];
      RecordingSink sink = indexed(order, encoding, textForms[i], address).read();

      assertThat(sink.functions.get(0).name()).as("form 0x%x", textForms[i]).isEqualTo("wanted");
      assertThat(sink.ranges)
          .as("form 0x%x", address)
          .containsExactly(new RecordingSink.Range(0, 0x1230, 0x1250));
    }
  }

  private static HandMade indexed(ByteOrder order, Encoding encoding, int text, int address) {
    HandMade file = new HandMade(order, encoding.addressSize() == 8);
    int size = offset(encoding);
    file.section(".debug_str").text("other").text("wanted");
    file.section(".debug_line_str").text("").text("wanted");
    file.section(".debug_str_offsets").raw(new byte[20]).number(0, size).number(6, size);
    file.section(".debug_addr").raw(new byte[24]).number(0, encoding.addressSize());
    file.section(".debug_addr").number(0x1230, encoding.addressSize());
    file.abbreviation(1, HandMade.UNIT, true, HandMade.NAME, text, 0x72, 0x17, 0x73, 0x17);
    file.abbreviation(
        2,
        HandMade.SUBPROGRAM,
        false,
        HandMade.NAME,
        text,
        HandMade.LOW,
        address,
        HandMade.HIGH,
        0x0b);
    file.section(".debug_abbrev").u8(0);
    Assembler entries = file.bytes().u8(1);
    text(entries, text, size);
    entries.number(20, size).number(24, size).u8(2);
    text(entries, text, size);
    switch (address) {
      case 0x01 -> entries.number(0x1230, encoding.addressSize());
      case 0x1b, 0x1f01 -> entries.uleb(1);
      default -> entries.number(1, address - 0x28);
    }
    entries.u8(0x20, 0);
    file.unit(encoding, entries);
    return file;
  }

  private static void text(Assembler entries, int form, int offsetSize) {
    switch (form) {
      case 0x08 -> entries.text("wanted");
      case 0x0e -> entries.number(6, offsetSize);
      case 0x1f -> entries.number(1, offsetSize);
      case 0x1a, 0x1f02 -> entries.uleb(1);
      default -> entries.number(1, form - 0x24);
    }
  }

  @Test
  void saysWhichFormIsUnknown() throws IOException {
    HandMade file = new HandMade();
    file.abbreviation(1, HandMade.UNIT, false, UNREAD, 0x77).section(".debug_abbrev").u8(0);
    file.unit(new Encoding(4, false, 8), file.bytes().u8(1));

    DwarfReport report = file.report();

    assertThat(report.lostUnits()).isEqualTo(1);
    assertThat(report.problems())
        .containsExactly("the unit at offset 0: the form 0x77 of a value is unknown");
  }

  @Test
  void refusesAnObjectFile() {
    byte[] image = Fixtures.bytes("gcc-dwarf4");
    image[16] = 1;
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(
            () ->
                DwarfReader.read(
                    DwarfSource.of(ElfFile.of(ByteBuffer.wrap(image))), new RecordingSink()))
        .withMessageContaining("no addresses yet");
  }
}
