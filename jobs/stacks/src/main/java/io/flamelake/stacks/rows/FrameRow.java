package io.flamelake.stacks.rows;

import io.flamelake.catalog.StacksTable;
import io.flamelake.stacks.FrameReader;
import io.flamelake.stacks.FrameReader.Text;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/** The frame that a reader stands at, as a row with the fields of {@link StacksTable#FRAME}. */
final class FrameRow extends RowView {
  private static final int LINE = 3;
  private static final int COLUMN = 4;
  private static final int START_LINE = 5;
  private static final int ADDRESS = 8;

  /** By position; null where the field is no text. */
  private static final Text[] TEXTS = {
    Text.FUNCTION,
    Text.SYSTEM_NAME,
    Text.FILE,
    null,
    null,
    null,
    Text.MAPPING,
    Text.BUILD_ID,
    null,
    Text.KIND,
    null
  };

  private final FrameReader reader;

  FrameRow(FrameReader reader) {
    this.reader = reader;
  }

  @Override
  public int getArity() {
    return StacksTable.FRAME.fields().size();
  }

  @Override
  public boolean isNullAt(int position) {
    Text text = TEXTS[position];
    if (text != null) {
      return !reader.has(text);
    }
    return switch (position) {
      case LINE -> !reader.hasLine();
      case COLUMN -> !reader.hasColumn();
      case START_LINE -> !reader.hasStartLine();
      case ADDRESS -> !reader.hasAddress();
      default -> false;
    };
  }

  @Override
  public StringData getString(int position) {
    Text text = TEXTS[position];
    return BinaryStringData.fromBytes(reader.bytes(text), reader.offset(text), reader.length(text));
  }

  @Override
  public long getLong(int position) {
    return switch (position) {
      case LINE -> reader.line();
      case COLUMN -> reader.column();
      case START_LINE -> reader.startLine();
      case ADDRESS -> reader.address();
      default -> super.getLong(position);
    };
  }

  @Override
  public boolean getBoolean(int position) {
    return reader.inlined();
  }
}
