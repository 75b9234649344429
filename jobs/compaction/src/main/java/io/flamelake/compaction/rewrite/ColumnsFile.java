package io.flamelake.compaction.rewrite;

import io.flamelake.stacks.parquet.BooleanColumn;
import io.flamelake.stacks.parquet.ColumnAppender;
import io.flamelake.stacks.parquet.ColumnFile;
import io.flamelake.stacks.parquet.DoubleMetrics;
import io.flamelake.stacks.parquet.ListRows;
import io.flamelake.stacks.parquet.NumberColumn;
import io.flamelake.stacks.parquet.ParquetContext;
import io.flamelake.stacks.parquet.ParquetOptions;
import io.flamelake.stacks.parquet.TextColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * A Parquet file that is written by column, of rows that have numbers, texts and lists of these or
 * of structs of these. Lists whose neighbours are alike take less than in a file of Iceberg's own
 * writer: see {@link ColumnFile}.
 */
public final class ColumnsFile extends ColumnAppender<StructLike> {
  private final ParquetContext context;
  private final ColumnFile file;
  private final Shape shape;
  private final List<RowField> fields = new ArrayList<>();
  private final List<DoubleMetrics> doubles = new ArrayList<>();

  private ColumnsFile(ParquetContext context, ColumnFile file, Shape shape) {
    super(file);
    this.context = context;
    this.file = file;
    this.shape = shape;
    List<Types.NestedField> columns = shape.present().columns();
    for (int position = 0; position < columns.size(); position++) {
      Types.NestedField column = columns.get(position);
      fields.add(field(column, position, shape.rows().columns().indexOf(same(column))));
    }
    file.start();
  }

  /**
   * What rows have, and what of it a file has.
   *
   * @param rows the schema that rows have their places by
   * @param present the same without columns, and fields of elements of lists, that are null in all
   *     rows: Iceberg's readers take what a file does not have as null
   * @param differences the columns of long numbers that are written as differences
   */
  public record Shape(Schema rows, Schema present, Set<String> differences) {
    public Shape {
      differences = Set.copyOf(differences);
    }

    /** All there is, by dictionaries. */
    public Shape(Schema rows) {
      this(rows, rows, Set.of());
    }
  }

  private Types.NestedField same(Types.NestedField column) {
    return shape.rows().findField(column.fieldId());
  }

  /**
   * Begins a file; an existing one of its name is overwritten.
   *
   * @throws IllegalArgumentException naming a column whose type is none of these, a list that may
   *     be absent, or a column of differences that is not of long numbers
   */
  public static ColumnsFile begin(
      EncryptedOutputFile output, Shape shape, MetricsConfig metrics, ParquetOptions options)
      throws IOException {
    ParquetContext context = new ParquetContext(shape.present(), options, metrics);
    try {
      return new ColumnsFile(context, context.file(output), shape);
    } catch (IOException | RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** Where the value of a row, or of an element of a list, goes. */
  private interface Cell {
    void put(int place, Object value);
  }

  /** Where what a row has in a field goes. */
  private interface RowField {
    void put(StructLike row, int place);
  }

  private RowField field(Types.NestedField column, int position, int inRow) {
    if (column.type().isListType()) {
      return list(column, inRow);
    }
    Cell cell =
        switch (column.type().typeId()) {
          case STRING -> texts(file.texts(position));
          case INTEGER, LONG, DATE, TIMESTAMP ->
              numbers(
                  shape.differences().contains(column.name())
                      ? file.differences(position)
                      : file.numbers(position));
          case DOUBLE -> doubles(file.numbers(position), column.fieldId());
          default -> throw unknown(column.name(), column.type());
        };
    return (row, place) -> cell.put(place, row.get(inRow, Object.class));
  }

  private RowField list(Types.NestedField column, int position) {
    if (column.isOptional()) {
      throw new IllegalArgumentException(
          "Column %s is a list that may be absent, which this writer has no levels for"
              .formatted(column.name()));
    }
    ListRows list = file.list();
    Type element = column.type().asListType().elementType();
    if (!element.isStructType()) {
      Cell cell = cell(list, element, column.name());
      return (row, place) -> {
        List<?> values = row.get(position, List.class);
        list.reserve(values.size());
        int first = list.position();
        if (values.isEmpty()) {
          cell.put(first, null);
        }
        for (int i = 0; i < values.size(); i++) {
          cell.put(first + i, values.get(i));
        }
        list.add(values.size());
      };
    }
    List<Types.NestedField> fields = element.asStructType().fields();
    Cell[] cells =
        fields.stream()
            .map(field -> cell(list, field.type(), column.name(), field.name()))
            .toArray(Cell[]::new);
    List<Types.NestedField> inRows =
        same(column).type().asListType().elementType().asStructType().fields();
    int[] places = fields.stream().mapToInt(field -> inRows.indexOf(same(field))).toArray();
    return (row, place) -> putStructs(list, cells, places, row.get(position, List.class));
  }

  private static void putStructs(ListRows list, Cell[] cells, int[] places, List<?> structs) {
    list.reserve(structs.size());
    int place = list.position();
    if (structs.isEmpty()) {
      for (Cell cell : cells) {
        cell.put(place, null);
      }
    }
    for (Object element : structs) {
      StructLike struct = (StructLike) element;
      for (int field = 0; field < cells.length; field++) {
        cells[field].put(place, struct.get(places[field], Object.class));
      }
      place++;
    }
    list.add(structs.size());
  }

  private Cell cell(ListRows list, Type type, String... path) {
    return switch (type.typeId()) {
      case STRING -> texts(file.texts(list, path));
      case INTEGER, LONG, DATE, TIMESTAMP -> numbers(file.numbers(list, path));
      case BOOLEAN -> booleans(file.booleans(list, path));
      default -> throw unknown(String.join(".", path), type);
    };
  }

  private static IllegalArgumentException unknown(String column, Type type) {
    return new IllegalArgumentException(
        "Column %s is %s, which this writer does not write".formatted(column, type));
  }

  private static Cell texts(TextColumn column) {
    return (place, value) ->
        column.put(place, column.number(value == null ? null : value.toString()));
  }

  private static Cell numbers(NumberColumn column) {
    return (place, value) -> {
      if (value == null) {
        column.setAbsent(place);
      } else {
        column.set(place, ((Number) value).longValue());
      }
    };
  }

  private Cell doubles(NumberColumn column, int fieldId) {
    DoubleMetrics metrics = new DoubleMetrics(fieldId);
    doubles.add(metrics);
    return (place, value) -> {
      if (value == null) {
        column.setAbsent(place);
        metrics.addAbsent();
      } else {
        column.setDouble(place, (Double) value);
        metrics.add((Double) value);
      }
    };
  }

  private static Cell booleans(BooleanColumn column) {
    return (place, value) -> {
      if (value == null) {
        column.setAbsent(place);
      } else {
        column.set(place, (Boolean) value);
      }
    };
  }

  @Override
  protected void write(StructLike row) throws IOException {
    file.room(1);
    int place = file.position();
    for (RowField field : fields) {
      field.put(row, place);
    }
    file.add(1);
  }

  @Override
  protected Stream<FieldMetrics<?>> fieldMetrics() {
    return doubles.stream().map(DoubleMetrics::get);
  }

  @Override
  public void close() throws IOException {
    try (context) {
      super.close();
    }
  }
}
