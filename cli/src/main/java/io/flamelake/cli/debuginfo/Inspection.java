package io.flamelake.cli.debuginfo;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.convert.Conversion;
import io.flamelake.symbolize.convert.ConversionReport;
import io.flamelake.symbolize.elf.AltLink;
import io.flamelake.symbolize.elf.BuildIds;
import io.flamelake.symbolize.elf.DebugLink;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.index.LayerInfo;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What there is to know of a file, and what addresses in it can be told. */
public final class Inspection {
  private static final List<String> TYPES =
      List.of("none", "object file", "program", "shared object", "core file");
  private static final Map<Integer, String> MACHINES =
      Map.of(
          3,
          "i386",
          8,
          "MIPS",
          20,
          "PowerPC",
          21,
          "PowerPC 64",
          22,
          "s390x",
          40,
          "ARM",
          62,
          "x86-64",
          183,
          "aarch64",
          243,
          "RISC-V",
          258,
          "LoongArch");

  private final Program program;
  private final Map<String, Object> facts = new LinkedHashMap<>();

  private Inspection(Program program) {
    this.program = program;
  }

  /** The facts of a file by their names, in an order for people; numbers, texts and nulls. */
  public static Map<String, Object> of(Program program) {
    Inspection inspection = new Inspection(program);
    inspection.facts.put("file", program.file().toString());
    inspection.program.read(inspection::structure);
    inspection.symbols();
    return inspection.facts;
  }

  private Void structure(ElfFile elf) throws IOException {
    int type = elf.type();
    facts.put("bytes", elf.size());
    facts.put("kind", elf.hasCode() ? "executable" : "debuginfo");
    facts.put("type", type < TYPES.size() ? TYPES.get(type) : "type " + type);
    facts.put("machine", MACHINES.getOrDefault(elf.machine(), "machine " + elf.machine()));
    facts.put("address_bits", elf.wide() ? 64 : 32);
    facts.put("byte_order", elf.order() == ByteOrder.LITTLE_ENDIAN ? "little" : "big");
    BuildIds ids = elf.buildIds();
    facts.put("build_id", ids.best());
    facts.put("gnu_build_id", ids.gnu());
    facts.put("go_build_id", ids.go());
    facts.put("htlhash", ids.htlhash());
    DebugLink link = elf.debugLink();
    facts.put("debuglink", link == null ? null : link.name());
    AltLink alt = elf.altLink();
    facts.put("debugaltlink", alt == null ? null : alt.name());
    facts.put("debugaltlink_build_id", alt == null ? null : alt.buildId());
    facts.put("sections", sections(elf));
    return null;
  }

  /** Those that symbols are read from, with their bytes in the file. */
  private static String sections(ElfFile elf) {
    return elf.sections().stream()
        .filter(section -> tells(section.name()) && !section.noBits())
        .map(section -> section.name() + " " + section.size())
        .collect(Collectors.joining(", "));
  }

  private static boolean tells(String section) {
    return section.startsWith(".debug_")
        || section.startsWith(".zdebug_")
        || section.endsWith(".gopclntab")
        || List.of(".symtab", ".dynsym", ".plt", ".plt.sec", ".plt.got", ".gnu_debugdata")
            .contains(section);
  }

  private void symbols() {
    Conversion conversion;
    try {
      conversion = program.convert();
    } catch (MalformedFileException e) {
      facts.put("quality", "none");
      facts.put("lost", e.getMessage());
      return;
    }
    SymbolIndex index = conversion.index();
    ConversionReport report = conversion.report();
    Coverage coverage = program.read(elf -> Coverage.of(elf.executableRanges(), index));
    facts.put("quality", quality(index));
    facts.put("functions_percent", coverage.functions());
    facts.put("lines_percent", coverage.lines());
    facts.put("frames_per_address", coverage.depth());
    facts.put("layers", layers(index));
    facts.put("functions", index.functions());
    facts.put("files", index.files());
    facts.put("ranges", index.ranges());
    facts.put("line_ranges", index.lines());
    facts.put("max_depth", index.maxDepth());
    facts.put("first_address", "0x" + Long.toHexString(index.firstAddress()));
    facts.put("last_address", "0x" + Long.toHexString(index.lastAddress()));
    facts.put("offsets", index.hasSegments() ? "known" : "unknown: the program itself is needed");
    facts.put("index_bytes", index.toBytes().length);
    facts.put("memory_bytes", index.sizeInBytes());
    facts.put("lost", lost(report));
  }

  /** The best that an address may get. */
  private static String quality(SymbolIndex index) {
    if (index.lines() == 0) {
      return "functions";
    }
    return index.maxDepth() > 1 ? "functions, lines, inlined calls" : "functions, lines";
  }

  private static String layers(SymbolIndex index) {
    return index.layers().stream()
        .filter(layer -> layer.frames() + layer.lines() > 0)
        .map(Inspection::layer)
        .collect(Collectors.joining(", "));
  }

  private static String layer(LayerInfo layer) {
    return "%s %d frames".formatted(layer.layer(), layer.frames());
  }

  private static String lost(ConversionReport report) {
    List<String> lost = new ArrayList<>(report.lost());
    if (report.dwarf() != null) {
      count(lost, report.dwarf().lostUnits(), report.dwarf().units(), "units");
      count(lost, report.dwarf().lostLineTables(), report.dwarf().lineTables(), "line tables");
      count(lost, report.dwarf().missingSplitUnits(), report.dwarf().units(), "split units");
      lost.addAll(report.dwarf().problems());
    }
    if (report.go() != null) {
      count(lost, report.go().lostFunctions(), report.go().functions(), "functions of Go");
      count(lost, report.go().lostInlining(), report.go().functions(), "inline trees of Go");
      lost.addAll(report.go().problems());
    }
    return lost.isEmpty() ? "nothing" : String.join("; ", lost);
  }

  private static void count(List<String> lost, int part, int whole, String what) {
    if (part > 0) {
      lost.add("%d of %d %s".formatted(part, whole, what));
    }
  }
}
