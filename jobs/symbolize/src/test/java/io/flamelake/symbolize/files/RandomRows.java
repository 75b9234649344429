package io.flamelake.symbolize.files;

import io.flamelake.catalog.StacksTable;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import io.flamelake.stacks.testing.TestFrames;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** Stacks of any frames, few or many of them distinct, and the same as records. */
final class RandomRows {
  private static final List<String> KINDS = List.of("native", "go", "rust");

  private final Random random;
  private final int names;
  private final int nameLength;

  RandomRows(Random random) {
    this.random = random;
    names = 1 + random.nextInt(random.nextBoolean() ? 3 : 300);
    nameLength = random.nextInt(random.nextBoolean() ? 5 : 3000);
  }

  List<TestFrame> frames() {
    List<TestFrame> frames = new ArrayList<>();
    int count = random.nextInt(4) == 0 ? 0 : random.nextInt(40);
    for (int i = 0; i < count; i++) {
      boolean resolved = random.nextInt(4) > 0;
      frames.add(
          new TestFrame(
              resolved ? "ƒ" + name() : null,
              resolved && random.nextBoolean() ? "_Z" + name() : null,
              resolved ? "/src/" + random.nextInt(names) : null,
              maybe(),
              maybe(),
              maybe(),
              random.nextBoolean() ? "/bin/app" : null,
              random.nextBoolean() ? "ab" + random.nextInt(3) : null,
              resolved ? null : (Long) random.nextLong(),
              random.nextBoolean() ? KINDS.get(random.nextInt(KINDS.size())) : null,
              random.nextBoolean()));
    }
    return frames;
  }

  private String name() {
    int number = random.nextInt(names);
    return "n".repeat(nameLength) + number;
  }

  private Long maybe() {
    return random.nextBoolean() ? (Long) (1L + random.nextInt(1 << random.nextInt(20))) : null;
  }

  StackDefinition stack(List<TestFrame> frames) {
    String[] buildIds = new String[random.nextInt(3)];
    for (int i = 0; i < buildIds.length; i++) {
      buildIds[i] = "cd" + random.nextInt(1 + random.nextInt(50));
    }
    int unresolved = (int) frames.stream().filter(frame -> frame.function() == null).count();
    return new StackDefinition(
        20_000 + random.nextInt(3),
        "service " + random.nextInt(3),
        random.nextLong(),
        1,
        TestFrames.encoded(frames),
        unresolved,
        buildIds);
  }

  static Record record(StackDefinition stack, List<TestFrame> frames) {
    Record row = GenericRecord.create(StacksTable.DEFINITION.schema());
    row.setField("day", LocalDate.ofEpochDay(stack.day()));
    row.setField("service_name", stack.serviceName());
    row.setField("stack_id", stack.stackId());
    row.setField("frames", frames.stream().map(RandomRows::record).toList());
    row.setField("unresolved", stack.unresolved());
    row.setField("build_ids", List.of(stack.buildIds()));
    return row;
  }

  private static Record record(TestFrame frame) {
    Record row = GenericRecord.create(StacksTable.FRAME);
    row.setField("function", frame.function());
    row.setField("system_name", frame.systemName());
    row.setField("file", frame.file());
    row.setField("line", frame.line());
    row.setField("column", frame.column());
    row.setField("start_line", frame.startLine());
    row.setField("mapping", frame.mapping());
    row.setField("build_id", frame.buildId());
    row.setField("address", frame.address());
    row.setField("kind", frame.kind());
    row.setField("inlined", frame.inlined());
    return row;
  }
}
