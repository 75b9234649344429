package io.flamelake.compaction.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RowCodecTest {
  private static final int VALUES = 300;

  @SuppressWarnings("unused") // by JUnit
  private static final List<Type> ORDERED =
      List.of(
          Types.BooleanType.get(),
          Types.IntegerType.get(),
          Types.DateType.get(),
          Types.LongType.get(),
          Types.TimestampType.withZone(),
          Types.FloatType.get(),
          Types.DoubleType.get(),
          Types.StringType.get(),
          Types.BinaryType.get(),
          Types.ListType.ofOptional(8, Types.LongType.get()),
          Types.ListType.ofRequired(9, Types.StringType.get()));

  private final Random random = new Random(7);

  /** The oracle is Iceberg's own order; of texts it is that of UTF-8 bytes. */
  @ParameterizedTest
  @FieldSource("ORDERED")
  void bytesCompareAsValuesDoAndGiveThemBack(Type type) {
    Schema schema = new Schema(Types.NestedField.optional(1, "c", type));
    RowCodec codec = new RowCodec(schema, RowOrder.by("c"));
    List<Object> values = new ArrayList<>();
    List<byte[]> packed = new ArrayList<>();
    for (int i = 0; i < VALUES; i++) {
      Object value = random.nextInt(20) == 0 ? null : value(type);
      values.add(value);
      packed.add(pack(codec, row(schema, value)));
      assertThat(unpack(codec, packed.get(i)).get(0, Object.class)).isEqualTo(value);
    }
    Comparator<Object> order = Comparator.nullsFirst(order(type));
    for (int i = 0; i < VALUES; i++) {
      for (int j = 0; j < VALUES; j++) {
        assertThat(Integer.signum(Arrays.compareUnsigned(packed.get(i), packed.get(j))))
            .as("%s and %s", values.get(i), values.get(j))
            .isEqualTo(Integer.signum(order.compare(values.get(i), values.get(j))));
      }
    }
  }

  @Test
  void whatNoTableIsOrderedByComesBackToo() {
    Schema schema =
        new Schema(
            Types.NestedField.required(1, "uuid", Types.UUIDType.get()),
            Types.NestedField.required(2, "decimal", Types.DecimalType.of(20, 3)),
            Types.NestedField.required(3, "fixed", Types.FixedType.ofLength(3)),
            Types.NestedField.required(
                4,
                "map",
                Types.MapType.ofOptional(5, 6, Types.StringType.get(), Types.LongType.get())));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b\u0000", null);
    map.put("", -1L);
    GenericRecord row = GenericRecord.create(schema);
    row.set(0, new UUID(-1, 5));
    row.set(1, new BigDecimal("-12345678901234567.890"));
    row.set(2, ByteBuffer.wrap(new byte[] {0, -1, 0}));
    row.set(3, map);
    RowCodec codec = new RowCodec(schema, RowOrder.by("fixed"));
    assertThat(unpack(codec, pack(codec, row))).isEqualTo(row);
  }

  @Test
  void aListMayBeComparedFromItsEnd() {
    Schema schema =
        new Schema(
            Types.NestedField.required(
                1, "frames", Types.ListType.ofRequired(2, Types.StringType.get())));
    RowCodec codec =
        new RowCodec(
            schema, new RowOrder(List.of(new RowOrder.Key("frames", RowOrder.By.FROM_END))));
    byte[] one = pack(codec, row(schema, List.of("z", "a", "main")));
    byte[] two = pack(codec, row(schema, List.of("a", "b", "main")));
    byte[] three = pack(codec, row(schema, List.of("main")));
    assertThat(Arrays.compareUnsigned(one, two)).isNegative();
    assertThat(Arrays.compareUnsigned(three, one)).isNegative();
    assertThat(unpack(codec, one).get(0, List.class)).isEqualTo(List.of("z", "a", "main"));
  }

  @Test
  void tellsWhichColumnsAndFieldsOfElementsNoRowHad() {
    Types.StructType frame =
        Types.StructType.of(
            Types.NestedField.optional(10, "function", Types.StringType.get()),
            Types.NestedField.optional(11, "line", Types.LongType.get()));
    Schema schema =
        new Schema(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.optional(2, "trace", Types.StringType.get()),
            Types.NestedField.required(3, "frames", Types.ListType.ofRequired(4, frame)),
            Types.NestedField.required(
                5, "builds", Types.ListType.ofOptional(6, Types.StringType.get())));
    RowCodec codec = new RowCodec(schema, RowOrder.by("id"));
    assertThat(names(codec)).containsExactly("id", "frames.function", "builds");

    pack(codec, present(schema, null, frame, null, 7L));
    assertThat(names(codec)).containsExactly("id", "frames.line", "builds");

    pack(codec, present(schema, null, frame, "main", null));
    assertThat(names(codec)).containsExactly("id", "frames.function", "frames.line", "builds");

    pack(codec, present(schema, "t", frame, null, null));
    assertThat(codec.present().sameSchema(schema)).isTrue();
  }

  private static GenericRecord present(
      Schema schema, String trace, Types.StructType type, String function, Long line) {
    GenericRecord frame = GenericRecord.create(type);
    frame.setField("function", function);
    frame.setField("line", line);
    GenericRecord row = GenericRecord.create(schema);
    row.setField("id", 1L);
    row.setField("trace", trace);
    row.setField("frames", List.of(frame));
    row.setField("builds", List.of());
    return row;
  }

  private static List<String> names(RowCodec codec) {
    List<String> names = new ArrayList<>();
    for (Types.NestedField column : codec.present().columns()) {
      if (column.name().equals("frames")) {
        column.type().asListType().elementType().asStructType().fields().stream()
            .map(field -> "frames." + field.name())
            .forEach(names::add);
      } else {
        names.add(column.name());
      }
    }
    return names;
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    Schema schema = new Schema(Types.NestedField.required(1, "a", Types.LongType.get()));
    assertThatThrownBy(() -> new RowCodec(schema, RowOrder.by("b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column b");
  }

  private Object value(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> random.nextBoolean();
      case INTEGER, DATE -> random.nextInt() >> random.nextInt(32);
      case LONG, TIMESTAMP -> random.nextLong() >> random.nextInt(64);
      case FLOAT -> random.nextFloat() * (random.nextInt(5) - 2);
      case DOUBLE -> random.nextInt(9) == 0 ? Double.NaN : random.nextDouble() - 0.5;
      case STRING -> text();
      case BINARY -> ByteBuffer.wrap(text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case LIST -> list(type.asListType());
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private List<Object> list(Types.ListType type) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(
          type.isElementOptional() && random.nextInt(4) == 0 ? null : value(type.elementType()));
    }
    return list;
  }

  private String text() {
    String[] parts = {"\u0000", "\u0001", "a", "é", "\uFFFD", "\uD83D\uDE00", "\u00FF", ""};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  @SuppressWarnings("unchecked")
  private static Comparator<Object> order(Type type) {
    return switch (type.typeId()) {
      case LIST -> (Comparator<Object>) (Comparator<?>) Comparators.forType(type.asListType());
      case BOOLEAN -> Comparator.comparing(value -> (Boolean) value);
      default -> Comparators.forType((Type.PrimitiveType) type);
    };
  }

  private static GenericRecord row(Schema schema, Object value) {
    GenericRecord row = GenericRecord.create(schema);
    row.set(0, value);
    return row;
  }

  private static byte[] pack(RowCodec codec, StructLike row) {
    PackedRow packed = new PackedRow();
    codec.pack(row, packed);
    return Arrays.copyOf(packed.bytes(), packed.length());
  }

  private static StructLike unpack(RowCodec codec, byte[] bytes) {
    PackedRow packed = new PackedRow();
    packed.wrap(bytes, 0, bytes.length);
    return codec.unpack(packed);
  }
}
