package io.flamelake.symbolize.fuzz;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionLimits;
import io.flamelake.symbolize.convert.ProgramFiles;
import io.flamelake.symbolize.dwarf.DwarfLimits;
import io.flamelake.symbolize.dwarf.DwarfReader;
import io.flamelake.symbolize.dwarf.DwarfReport;
import io.flamelake.symbolize.dwarf.DwarfSource;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfLimits;
import io.flamelake.symbolize.elf.ElfSection;
import io.flamelake.symbolize.elf.ElfSymbols;
import io.flamelake.symbolize.gopclntab.GoReport;
import io.flamelake.symbolize.gopclntab.PclntabReader;
import io.flamelake.symbolize.index.ForgedIndex;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimitException;
import io.flamelake.symbolize.index.IndexLimits;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.oracle.CheckedSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** A way for bytes into the symbolizer, and what must hold whatever the bytes are. */
enum FuzzTarget {
  /** A file of ELF. */
  ELF {
    @Override
    void read(byte[] data) throws IOException {
      try (ElfFile elf = ElfFile.of(ByteBuffer.wrap(data), FILE_LIMITS)) {
        require(!elf.buildIds().best().isEmpty(), "no build id");
        elf.executableRanges();
        elf.toVirtualAddress(data.length);
        for (ElfSection section : elf.sections()) {
          ignoring(() -> elf.bytes(section));
        }
        ignoring(() -> readSymbols(elf.symbols()));
        ignoring(() -> readSymbols(elf.dynamicSymbols()));
        ignoring(elf::debugLink);
        ignoring(elf::altLink);
      }
    }
  },
  /** A file of ELF that becomes an index, which must be the same the second time. */
  PROGRAM {
    @Override
    void read(byte[] data) throws IOException {
      Path file = Files.createTempFile("program", "");
      try {
        Files.write(file, data);
        byte[] first = index(file);
        require(Arrays.equals(first, index(file)), "another index the second time");
        ask(SymbolIndex.open(ByteBuffer.wrap(first), INDEX_BYTES));
      } finally {
        Files.delete(file);
      }
    }
  },
  /** {@link Sections} of DWARF. */
  DWARF {
    @Override
    void read(byte[] data) throws IOException {
      try (ElfFile elf = ElfFile.of(ByteBuffer.wrap(Sections.elf(data)), FILE_LIMITS)) {
        DwarfSource source = DwarfSource.of(elf).withSplitPackage(elf).withLimits(DWARF_LIMITS);
        DwarfReport report = DwarfReader.read(source, new CheckedSink());
        require(report.lostUnits() <= report.units() + 1, "more units lost than read");
        build(sink -> DwarfReader.read(source, sink));
      }
    }
  },
  /** {@link Sections} of a Go program. */
  PCLNTAB {
    @Override
    void read(byte[] data) throws IOException {
      try (ElfFile elf = ElfFile.of(ByteBuffer.wrap(Sections.elf(data)), FILE_LIMITS)) {
        GoReport report = PclntabReader.read(elf, new CheckedSink());
        if (report != null) {
          require(report.lostFunctions() <= report.functions(), "more lost than read");
          build(sink -> PclntabReader.read(elf, sink));
        }
      }
    }
  },
  /** The bytes of an index. */
  INDEX {
    @Override
    void read(byte[] data) throws IOException {
      ask(SymbolIndex.open(ByteBuffer.wrap(data), INDEX_BYTES));
    }
  },
  /** The parts of a {@link ForgedIndex}, whose checksums are right. */
  COLUMNS {
    @Override
    void read(byte[] data) throws IOException {
      byte[] index = ForgedIndex.of(data);
      ask(SymbolIndex.open(ByteBuffer.wrap(index), INDEX_BYTES));
    }
  };

  // Limits that short inputs can reach.
  private static final ElfLimits FILE_LIMITS =
      new ElfLimits(1 << 12, 1 << 8, 1 << 16, 4 << 20, 8 << 20, 2 << 20);
  private static final DwarfLimits DWARF_LIMITS =
      new DwarfLimits(64, 1 << 20, 1 << 14, 1 << 16, 1 << 20, 1 << 16, 1 << 22);
  private static final IndexLimits INDEX_LIMITS =
      new IndexLimits(1 << 16, 1 << 14, 1 << 14, 1 << 20, 16);
  private static final ConversionLimits LIMITS =
      new ConversionLimits(
          1 << 20, Duration.ofSeconds(20), FILE_LIMITS, DWARF_LIMITS, INDEX_LIMITS);
  private static final long INDEX_BYTES = 64 << 20;

  abstract void read(byte[] data) throws IOException;

  /** Reads bytes, which must end well or with one sentence. */
  void check(byte[] data) {
    try {
      read(data);
    } catch (MalformedFileException | IndexLimitException e) {
      require(e.getMessage() != null && e.getMessage().length() > 5, "no reason");
      require(e.getMessage().lines().count() == 1, "not one line: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something that may end with a reason. */
  private interface Reading {
    void run() throws IOException;
  }

  private static void ignoring(Reading reading) throws IOException {
    try {
      reading.run();
    } catch (MalformedFileException e) {
      require(e.getMessage() != null, "no reason");
    }
  }

  private static void readSymbols(ElfSymbols symbols) throws MalformedFileException {
    for (int i = 0; symbols != null && i < symbols.count(); i++) {
      require(symbols.name(i) != null, "no name");
      require(symbols.type(i) >= 0 && symbols.section(i) >= 0, "a number below 0");
      symbols.value(i);
    }
  }

  private static byte[] index(Path file) throws IOException {
    return Conversion.of(ProgramFiles.of(file), LIMITS).index().toBytes();
  }

  /** Something that tells a sink. */
  private interface Telling {
    void tell(SymbolSink sink) throws IOException;
  }

  private static void build(Telling telling) throws IOException {
    IndexBuilder builder = new IndexBuilder(INDEX_LIMITS);
    telling.tell(builder);
    byte[] index = builder.build("").toBytes();
    ask(SymbolIndex.open(ByteBuffer.wrap(index), INDEX_BYTES));
  }

  /** Asks for the frames at both ends of an index and between. */
  private static void ask(SymbolIndex index) {
    require(index.sizeInBytes() <= INDEX_BYTES, "too large");
    FrameCursor cursor = index.cursor();
    long step = Long.divideUnsigned(index.lastAddress() - index.firstAddress(), 64) + 1;
    long address = index.firstAddress() - 1;
    for (int i = 0; i < 68; i++, address += step) {
      int depth = cursor.lookup(address);
      require(depth <= index.maxDepth(), "too deep");
      for (int frame = 0; frame < depth; frame++) {
        index.functionName(cursor.function(frame));
        index.systemName(cursor.function(frame));
        index.path(index.declarationFile(cursor.function(frame)));
        index.path(cursor.file(frame));
        require(cursor.line(frame) >= 0 && cursor.column(frame) >= 0, "a place below 0");
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
