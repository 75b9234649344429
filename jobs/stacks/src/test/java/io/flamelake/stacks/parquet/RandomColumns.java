package io.flamelake.stacks.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

/** Rows of two numbers, a text and a text that may be absent, with few or many distinct values. */
final class RandomColumns {
  static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "a", Types.LongType.get()),
          Types.NestedField.required(2, "b", Types.LongType.get()),
          Types.NestedField.required(3, "c", Types.StringType.get()),
          Types.NestedField.optional(4, "d", Types.StringType.get()),
          Types.NestedField.optional(5, "none", Types.DoubleType.get()));

  private final Random random;
  private final long[] numbers;
  private final int textKinds;
  private final int absent;

  /** Whether texts are looked up by their bytes and not as strings. */
  private final boolean byBytes;

  RandomColumns(Random random) {
    this.random = random;
    numbers = random.longs(1L + random.nextInt(random.nextBoolean() ? 5 : 2_000)).toArray();
    textKinds = 1 + random.nextInt(random.nextBoolean() ? 3 : 500);
    absent = random.nextInt(4);
    byBytes = random.nextBoolean();
  }

  List<Record> rows(int count) {
    List<Record> rows = new ArrayList<>();
    long run = 0;
    for (int i = 0; i < count; i++) {
      run = random.nextInt(50) == 0 ? random.nextLong() : run;
      Record row = GenericRecord.create(SCHEMA);
      row.setField("a", run);
      row.setField("b", numbers[random.nextInt(numbers.length)]);
      row.setField("c", "text " + random.nextInt(textKinds));
      boolean none = absent == 0 || absent < 3 && random.nextInt(100 / absent) > 0;
      row.setField("d", none ? null : "ä" + random.nextInt(textKinds));
      rows.add(row);
    }
    return rows;
  }

  /** Writes rows in pieces of any size. */
  void write(ColumnFile file, List<Record> rows) throws java.io.IOException {
    NumberColumn a = file.numbers(0);
    NumberColumn b = file.numbers(1);
    TextColumn c = file.texts(2);
    TextColumn d = file.texts(3);
    file.absent(4);
    file.start();
    int written = 0;
    while (written < rows.size()) {
      int count = file.room(Math.min(1 + random.nextInt(700), rows.size() - written));
      for (int i = 0; i < count; i++) {
        Record row = rows.get(written + i);
        int at = file.position() + i;
        a.fill(at, at + 1, (Long) row.getField("a"));
        b.rows()[at] = (Long) row.getField("b");
        c.fill(at, at + 1, number(c, (String) row.getField("c")));
        d.rows()[at] = number(d, (String) row.getField("d"));
      }
      file.add(count);
      written += count;
    }
  }

  private int number(TextColumn column, String text) {
    if (!byBytes || text == null) {
      return column.number(text);
    }
    byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
    return column.number(bytes, 1, bytes.length - 2);
  }
}
