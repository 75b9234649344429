package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.convert.DeadlineSink.TimeOverException;
import io.flamelake.symbolize.dwarf.DwarfReader;
import io.flamelake.symbolize.dwarf.DwarfReport;
import io.flamelake.symbolize.dwarf.DwarfSource;
import io.flamelake.symbolize.elf.BuildIds;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.elf.ElfSegment;
import io.flamelake.symbolize.elf.ElfSymbols;
import io.flamelake.symbolize.gopclntab.GoReport;
import io.flamelake.symbolize.gopclntab.PclntabReader;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimitException;
import io.flamelake.symbolize.index.Layer;
import io.flamelake.symbolize.index.LoadSegment;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.symtab.PltReader;
import io.flamelake.symbolize.symtab.SymbolReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Has each layer told, the best one first. */
final class Layers {
  private static final String DEBUG_INFO = ".debug_info";

  private final OpenFiles files;
  private final ConversionLimits limits;
  private final IndexBuilder builder;
  private final SymbolSink sink;
  private final List<String> lost = new ArrayList<>();
  private DwarfReport dwarf;
  private GoReport go;

  /** Reads one layer. */
  private interface Reading {
    void read() throws IOException;
  }

  Layers(OpenFiles files, ConversionLimits limits) {
    this.files = files;
    this.limits = limits;
    this.builder = new IndexBuilder(limits.index());
    this.sink = new DeadlineSink(builder, limits.time());
  }

  Conversion convert() throws IOException {
    if (files.file().relocatable()) {
      throw new MalformedFileException(
          "the file is an object file or kernel module: its code has no addresses yet");
    }
    try {
      read(Layer.DWARF, this::readDwarf);
      read(Layer.GO_PCLNTAB, this::readGo);
      read(Layer.SYMTAB, this::readSymbols);
      read(Layer.DYNSYM, () -> readTable(files.file(), files.file().dynamicSymbols()));
      read(Layer.PLT, () -> PltReader.read(files.file(), sink));
      builder.segments(segments(files.file()));
      return built();
    } catch (IndexLimitException | TimeOverException e) {
      throw MalformedFileException.beyondLimit(e.getMessage());
    }
  }

  private void read(Layer layer, Reading reading) throws IOException {
    builder.layer(layer);
    try {
      reading.read();
    } catch (MalformedFileException e) {
      lost.add(layer + ": " + e.getMessage());
    }
  }

  private void readDwarf() throws IOException {
    ElfFile file = files.debugFile();
    if (file.section(DEBUG_INFO) == null) {
      file = files.file();
    }
    if (file.section(DEBUG_INFO) != null) {
      DwarfSource source =
          new DwarfSource(
              file, files.supplement(), files.splitPackage(), files.splitFiles(), limits.dwarf());
      dwarf = DwarfReader.read(source, sink);
    }
  }

  private void readGo() throws IOException {
    go = PclntabReader.read(files.file(), sink);
  }

  private void readSymbols() throws IOException {
    if (readTable(files.debugFile(), files.debugFile().symbols()) == 0) {
      readTable(files.file(), files.file().symbols());
    }
  }

  private int readTable(ElfFile file, ElfSymbols symbols) throws IOException {
    return SymbolReader.read(file, symbols, sink);
  }

  /** Code goes before data where both have an offset, and then the later before the earlier. */
  private static List<LoadSegment> segments(ElfFile file) {
    List<LoadSegment> code = new ArrayList<>();
    List<LoadSegment> data = new ArrayList<>();
    for (ElfSegment each : file.hasCode() ? file.segments() : List.<ElfSegment>of()) {
      LoadSegment segment = new LoadSegment(each.offset(), each.fileSize(), each.address());
      if (each.executable()) {
        code.add(0, segment);
      } else if (each.load()) {
        data.add(segment);
      }
    }
    code.addAll(data);
    return code;
  }

  private Conversion built() throws IOException {
    BuildIds ids = files.file().buildIds();
    SymbolIndex index = builder.build(ids.best());
    if (index.ranges() == 0 && index.lines() == 0) {
      throw new MalformedFileException(
          "the file tells no functions"
              + (lost.isEmpty() ? ": it is stripped" : "; " + String.join("; ", lost)));
    }
    ConversionReport report =
        new ConversionReport(
            ids.best(),
            files.bytes(),
            index.layers(),
            List.copyOf(lost),
            dwarf,
            go,
            index.functions(),
            index.ranges(),
            index.lines(),
            index.sizeInBytes());
    return new Conversion(index, report);
  }
}
