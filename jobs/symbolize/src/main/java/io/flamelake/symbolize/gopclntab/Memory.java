package io.flamelake.symbolize.gopclntab;

import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfSection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A program's data as it is when the program has been loaded: the bytes of the file, and what the
 * loader puts there for relocations that need no symbol.
 */
final class Memory {
  private static final String RELOCATIONS = ".rela.dyn";
  private static final int RELOCATION = 24;

  /** How many places with the pointer that is looked for are tried: good programs have few. */
  private static final int MAX_PLACES = 256;

  private final ElfFile elf;
  private final List<Part> parts = new ArrayList<>();
  private final ByteBuffer relocations;

  /** Bytes at an address. */
  record Part(String name, long address, ByteBuffer bytes) {
    boolean has(long at, int length) {
      long distance = at - address;
      return distance >= 0 && distance <= bytes.limit() - (long) length;
    }
  }

  Memory(ElfFile elf) throws IOException {
    this.elf = elf;
    long left = elf.size();
    for (ElfSection section : elf.sections()) {
      // More than the file has can only be sections that lie over one another.
      if (section.allocated() && !section.executable() && !section.noBits() && left > 0) {
        ByteBuffer bytes = elf.bytes(section);
        parts.add(new Part(section.name(), section.address(), bytes));
        left -= bytes.limit();
      }
    }
    this.relocations = elf.wide() ? elf.bytes(RELOCATIONS) : ByteBuffer.allocate(0);
  }

  List<Part> parts() {
    return parts;
  }

  /** The part that has an address and so many bytes from there on, or null. */
  Part part(long address, int length) {
    for (Part part : parts) {
      if (part.has(address, length)) {
        return part;
      }
    }
    return null;
  }

  /** The pointer at an address; 0 if there is none. */
  long pointer(long address) {
    Part part = part(address, pointerBytes());
    long stored = part == null ? 0 : pointer(part.bytes(), (int) (address - part.address()));
    return stored == 0 ? relocated(address) : stored;
  }

  private long relocated(long address) {
    for (int at = 0; at + RELOCATION <= relocations.limit(); at += RELOCATION) {
      if (relocations.getLong(at) == address) {
        return relocations.getLong(at + 2 * Long.BYTES);
      }
    }
    return 0;
  }

  /** Where in memory stands a pointer to an address; places are tried until one is taken. */
  long findPointer(long target, Taker taker) {
    int[] left = {MAX_PLACES};
    return find(target, place -> left[0] > 0 && left[0]-- > 0 && taker.takes(place));
  }

  private long find(long target, Taker taker) {
    for (Part part : parts) {
      long aligned = -part.address() & pointerBytes() - 1;
      for (long at = aligned; at + pointerBytes() <= part.bytes().limit(); at += pointerBytes()) {
        if (pointer(part.bytes(), (int) at) == target && taker.takes(part.address() + at)) {
          return part.address() + at;
        }
      }
    }
    for (int at = 0; at + RELOCATION <= relocations.limit(); at += RELOCATION) {
      long place = relocations.getLong(at);
      if (relocations.getLong(at + 2 * Long.BYTES) == target && taker.takes(place)) {
        return place;
      }
    }
    return 0;
  }

  /** Says whether a place is the one that is looked for. */
  interface Taker {
    boolean takes(long address);
  }

  int pointerBytes() {
    return elf.wide() ? Long.BYTES : Integer.BYTES;
  }

  private long pointer(ByteBuffer bytes, int at) {
    return elf.wide() ? bytes.getLong(at) : bytes.getInt(at) & 0xFFFFFFFFL;
  }
}
