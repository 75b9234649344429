package io.flamelake.compaction.rewrite;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.compaction.sort.PackedRow;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * What is the same for the same rows in any order: how many they are, the sum of a hash of each
 * (XXH3, 64 bits, of the packed row), and, where rows have a profile type and a value, how many
 * there are of each type and their sum.
 */
public final class RowTally {
  private static final Hasher64 HASHER = Hashing.xxh3_64();
  private static final int ABSENT = -1;

  private static final class OfType {
    private long rows;
    private long sum;

    @Override
    public String toString() {
      return rows + " rows, sum " + sum;
    }
  }

  private final int typeColumn;
  private final int valueColumn;
  private final Map<String, OfType> types = new TreeMap<>();
  private String lastType = "";
  private OfType last;
  private long rows;
  private long hashes;

  public RowTally(Schema schema) {
    typeColumn = place(schema, "profile_type", Types.StringType.get());
    valueColumn = place(schema, "value", Types.LongType.get());
  }

  public void add(StructLike row, PackedRow packed) {
    rows++;
    hashes += HASHER.hashBytesToLong(packed.bytes(), 0, packed.length());
    if (typeColumn != ABSENT && valueColumn != ABSENT) {
      OfType type = type(String.valueOf(row.get(typeColumn, CharSequence.class)));
      type.rows++;
      type.sum += Objects.requireNonNullElse(row.get(valueColumn, Long.class), 0L);
    }
  }

  public long rows() {
    return rows;
  }

  /** How another one differs, in one line; empty if it does not. */
  public String difference(RowTally other) {
    if (rows != other.rows) {
      return "%d rows became %d".formatted(rows, other.rows);
    }
    TreeSet<String> names = new TreeSet<>(types.keySet());
    names.addAll(other.types.keySet());
    for (String name : names) {
      String here = String.valueOf(types.get(name));
      String there = String.valueOf(other.types.get(name));
      if (!here.equals(there)) {
        return "%s: %s became %s".formatted(name, here, there);
      }
    }
    return hashes == other.hashes ? "" : "%d rows are not the same rows any more".formatted(rows);
  }

  private OfType type(String name) {
    if (last == null || !name.equals(lastType)) {
      lastType = name;
      last = types.computeIfAbsent(name, key -> new OfType());
    }
    return last;
  }

  private static int place(Schema schema, String name, Type type) {
    for (int place = 0; place < schema.columns().size(); place++) {
      Types.NestedField field = schema.columns().get(place);
      if (field.name().equals(name) && field.type().equals(type)) {
        return place;
      }
    }
    return ABSENT;
  }
}
