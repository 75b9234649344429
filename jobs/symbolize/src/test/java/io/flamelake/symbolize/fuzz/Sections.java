package io.flamelake.symbolize.fuzz;

import io.flamelake.symbolize.elf.Assembler;
import io.flamelake.symbolize.elf.ElfImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Inputs that become sections of a program, so that no input is lost to the headers of ELF: a byte
 * whose bits say 64 bits and big-endian, then sections: the number of the name, the length in two
 * bytes, the bytes. Code is from 0x10000 to where data begins, at 0x500000.
 */
final class Sections {
  static final List<String> NAMES =
      List.of(
          ".debug_info",
          ".debug_abbrev",
          ".debug_str",
          ".debug_line",
          ".debug_line_str",
          ".debug_str_offsets",
          ".debug_addr",
          ".debug_ranges",
          ".debug_rnglists",
          ".debug_info.dwo",
          ".debug_abbrev.dwo",
          ".debug_str.dwo",
          ".debug_str_offsets.dwo",
          ".debug_rnglists.dwo",
          ".debug_cu_index",
          ".gopclntab",
          ".noptrdata",
          ".rodata",
          ".rela.dyn");

  private static final int PROGBITS = 1;
  private static final int NO_BITS = 8;
  private static final int CODE_FLAGS = 6;
  private static final int DATA_FLAGS = 2;
  private static final long TEXT = 0x10000;

  /** The table, what points to it, and what that points to. */
  private static final long DATA = 0x500000;

  private static final long DATA_STEP = 0x100000;
  private static final Assembler CODE =
      new Assembler(ByteOrder.LITTLE_ENDIAN).raw(new byte[(int) (DATA - TEXT)]);

  private Sections() {}

  /** The file of ELF. */
  static byte[] elf(byte[] input) {
    ByteBuffer in = ByteBuffer.wrap(input);
    int flags = in.hasRemaining() ? in.get() : 0;
    ByteOrder order = (flags & 2) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ElfImage elf = new ElfImage((flags & 1) != 0, order);
    elf.section(".text", NO_BITS, CODE_FLAGS, TEXT, CODE);
    while (in.remaining() > 1 + Short.BYTES) {
      int name = (in.get() & 0xFF) % NAMES.size();
      byte[] bytes = new byte[Math.min(in.getShort() & 0xFFFF, in.remaining())];
      in.get(bytes);
      int data = name - NAMES.indexOf(".gopclntab");
      elf.section(
          NAMES.get(name),
          PROGBITS,
          data < 0 ? 0 : DATA_FLAGS,
          data < 0 ? 0 : DATA + data * DATA_STEP,
          elf.bytes().raw(bytes));
    }
    return elf.image();
  }
}
