package io.flamelake.symbolize.files;

import io.flamelake.stacks.FrameReader;
import io.flamelake.stacks.FrameReader.Text;
import io.flamelake.stacks.parquet.BooleanColumn;
import io.flamelake.stacks.parquet.ColumnFile;
import io.flamelake.stacks.parquet.ListRows;
import io.flamelake.stacks.parquet.NumberColumn;
import io.flamelake.stacks.parquet.TextColumn;
import java.util.Arrays;

/**
 * The columns of frames in a file. Each distinct text of a stack is looked up once in each of its
 * columns.
 */
final class FrameColumns {
  private static final String FRAMES = "frames";

  /** More than the codes of kinds. */
  private static final int KINDS = 32;

  private final FrameReader reader = new FrameReader();
  private final ListRows list;
  private final Texts[] texts;
  private final NumberColumn line;
  private final NumberColumn column;
  private final NumberColumn startLine;
  private final NumberColumn address;
  private final BooleanColumn inlined;

  /** A column of texts, and the numbers that it gave to texts of the current stack, plus 1. */
  private static final class Texts {
    private final Text field;
    private final TextColumn column;
    private int[] numbers = new int[KINDS];

    Texts(Text field, TextColumn column) {
      this.field = field;
      this.column = column;
    }

    void reset(int met) {
      int count = Math.max(KINDS, met + 1);
      if (numbers.length < count) {
        numbers = new int[2 * count];
      } else {
        Arrays.fill(numbers, 0, count, 0);
      }
    }

    void put(int place, FrameReader reader) {
      if (!reader.has(field)) {
        column.put(place, TextColumn.ABSENT);
        return;
      }
      int key = field == Text.KIND ? reader.kindCode() : reader.number(field);
      if (key >= numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * key);
      }
      if (numbers[key] == 0) {
        numbers[key] =
            1 + column.number(reader.bytes(field), reader.offset(field), reader.length(field));
      }
      column.put(place, numbers[key] - 1);
    }
  }

  /** Adds the columns to a file, in the order of the table. */
  FrameColumns(ColumnFile file) {
    list = file.list();
    Texts function = texts(file, Text.FUNCTION, "function");
    Texts systemName = texts(file, Text.SYSTEM_NAME, "system_name");
    Texts path = texts(file, Text.FILE, "file");
    line = file.numbers(list, FRAMES, "line");
    column = file.numbers(list, FRAMES, "column");
    startLine = file.numbers(list, FRAMES, "start_line");
    Texts mapping = texts(file, Text.MAPPING, "mapping");
    Texts buildId = texts(file, Text.BUILD_ID, "build_id");
    address = file.numbers(list, FRAMES, "address");
    Texts kind = texts(file, Text.KIND, "kind");
    inlined = file.booleans(list, FRAMES, "inlined");
    texts = new Texts[] {function, systemName, path, mapping, buildId, kind};
  }

  private Texts texts(ColumnFile file, Text field, String name) {
    return new Texts(field, file.texts(list, FRAMES, name));
  }

  /** Puts the frames of the next row. */
  void put(byte[] frames) {
    int met = reader.met();
    reader.reset(frames);
    list.reserve(reader.frames());
    for (Texts each : texts) {
      each.reset(met);
    }
    int place = list.position();
    while (reader.next()) {
      frame(place);
      place++;
    }
    if (reader.frames() == 0) {
      nothing(place);
    }
    list.add(reader.frames());
  }

  private void frame(int place) {
    for (Texts each : texts) {
      each.put(place, reader);
    }
    put(line, place, reader.hasLine(), reader.line());
    put(column, place, reader.hasColumn(), reader.column());
    put(startLine, place, reader.hasStartLine(), reader.startLine());
    put(address, place, reader.hasAddress(), reader.address());
    inlined.set(place, reader.inlined());
  }

  private static void put(NumberColumn column, int place, boolean has, long value) {
    if (has) {
      column.set(place, value);
    } else {
      column.setAbsent(place);
    }
  }

  private void nothing(int place) {
    for (Texts each : texts) {
      each.column.put(place, TextColumn.ABSENT);
    }
    line.setAbsent(place);
    column.setAbsent(place);
    startLine.setAbsent(place);
    address.setAbsent(place);
    inlined.setAbsent(place);
  }
}
