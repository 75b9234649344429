package io.flamelake.benchmarks;

import io.flamelake.catalog.StacksTable;
import io.flamelake.compaction.maintenance.TableLayout;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.FrameReader;
import io.flamelake.stacks.FrameReader.Text;
import io.flamelake.stacks.StackDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** Prints bytes of {@code stacks} of recorded profiles, beside those of the profiles themselves. */
public final class StackSizeReport {
  private static final List<String> KINDS =
      List.of("go/cpu", "go/heap", "go/goroutine", "java/cpu", "node/wall", "node/heap");
  private static final Schema SCHEMA = StacksTable.DEFINITION.schema();

  private StackSizeReport() {}

  public static void main(String[] arguments) throws IOException {
    System.out.printf(
        "%-13s %8s %12s %12s %12s %12s%n",
        "set", "stacks", "profiles, B", "as they come", "compacted", "B a stack");
    for (String kind : KINDS) {
      RecordedSet set = RecordedSet.load(kind);
      Stacks stacks = new Stacks();
      Decoders decoders = new Decoders(DecoderOptions.defaults());
      for (byte[] profile : set.gzip()) {
        decoders.decode(RecordedOutput.record(profile, 0), stacks);
      }
      Collection<Record> rows = stacks.rows.values();
      long compacted =
          CompactedFile.bytes(
              StacksTable.DEFINITION, TableLayout.usual(StacksTable.DEFINITION), rows);
      System.out.printf(
          "%-13s %8d %12d %12d %12d %12.2f%n",
          kind,
          rows.size(),
          set.gzip().stream().mapToLong(profile -> profile.length).sum(),
          CompactedFile.asTheyCome(StacksTable.DEFINITION, rows),
          compacted,
          (double) compacted / rows.size());
    }
  }

  /** Each stack once. */
  private static final class Stacks extends RecordedOutput {
    private final Map<Long, Record> rows = new LinkedHashMap<>();
    private final FrameReader reader = new FrameReader();

    @Override
    public void profile(SeriesProfile profile) {
      // Only its stacks are wanted.
    }

    @Override
    public void stack(StackDefinition stack) {
      rows.computeIfAbsent(stack.stackId(), id -> row(stack));
    }

    private Record row(StackDefinition stack) {
      List<Record> frames = new ArrayList<>();
      reader.reset(stack.frames());
      while (reader.next()) {
        frames.add(frame());
      }
      Record row = GenericRecord.create(SCHEMA);
      row.setField("day", stack.day());
      row.setField("service_name", stack.serviceName());
      row.setField("stack_id", stack.stackId());
      row.setField("frames", frames);
      row.setField("unresolved", stack.unresolved());
      row.setField("build_ids", Arrays.asList(stack.buildIds()));
      return row;
    }

    private Record frame() {
      Record frame = GenericRecord.create(StacksTable.FRAME);
      frame.setField("function", reader.string(Text.FUNCTION));
      frame.setField("system_name", reader.string(Text.SYSTEM_NAME));
      frame.setField("file", reader.string(Text.FILE));
      frame.setField("line", reader.hasLine() ? reader.line() : null);
      frame.setField("column", reader.hasColumn() ? reader.column() : null);
      frame.setField("start_line", reader.hasStartLine() ? reader.startLine() : null);
      frame.setField("mapping", reader.string(Text.MAPPING));
      frame.setField("build_id", reader.string(Text.BUILD_ID));
      frame.setField("address", reader.hasAddress() ? reader.address() : null);
      frame.setField("kind", reader.string(Text.KIND));
      frame.setField("inlined", reader.inlined());
      return frame;
    }
  }
}
