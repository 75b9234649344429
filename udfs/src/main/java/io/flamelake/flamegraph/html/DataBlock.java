package io.flamelake.flamegraph.html;

import java.io.IOException;

/**
 * Writes a graph as the page's JSON: {@code unit}, {@code scale}, {@code labels} and four arrays of
 * small integers.
 *
 * <ul>
 *   <li>{@code level}: each row's level less the level of the row before.
 *   <li>{@code label}: how many distinct labels ago the row's label was first seen; 0 is a new one,
 *       the next of {@code labels}.
 *   <li>{@code self}: in units of {@code scale}, the greatest common divisor of all amounts (a CPU
 *       profile's are multiples of its period).
 *   <li>{@code extra}: pairs of (rows since the last pair, amount) for the rows whose value is not
 *       their self plus their children's values, in units of {@code scale}.
 *   <li>{@code base}: only of a comparison, the baseline's self, in units of {@code scale}; then
 *       the amounts above are those that are compared with it.
 * </ul>
 *
 * A value is thus never written: it is the sum of what is below it. The reader computes in doubles,
 * so amounts beyond 2^53 units of {@code scale} are rounded.
 */
final class DataBlock {
  private static final int NUMBERS_PER_LINE = 200;

  /** One number of an array. */
  private interface Numbers {
    long at(int index);
  }

  private DataBlock() {}

  static void write(RowColumns columns, String unit, Appendable out) throws IOException {
    long[] unexplained = columns.unexplained();
    long scale = scale(columns, unexplained);
    out.append("{\"unit\":");
    Escapes.json(unit, out);
    out.append(",\"scale\":").append(Long.toString(scale));
    labels(columns, out);
    numbers("level", columns.size(), row -> levelStep(columns, row), out);
    labelAges(columns, out);
    numbers("self", columns.size(), row -> columns.self(row) / scale, out);
    extra(unexplained, scale, out);
    if (columns.isDiff()) {
      numbers("base", columns.size(), row -> columns.base(row) / scale, out);
    }
    out.append("}");
  }

  private static void labels(RowColumns columns, Appendable out) throws IOException {
    out.append(",\n\"labels\":[");
    String separator = "";
    for (String label : columns.labels()) {
      out.append(separator);
      Escapes.json(label, out);
      separator = ",\n";
    }
    out.append("]");
  }

  private static long levelStep(RowColumns columns, int row) {
    return row == 0 ? 0 : columns.level(row) - columns.level(row - 1);
  }

  private static void labelAges(RowColumns columns, Appendable out) throws IOException {
    int[] ages = new int[columns.size()];
    int known = 0;
    for (int row = 0; row < ages.length; row++) {
      ages[row] = known - columns.labelId(row);
      known += ages[row] == 0 ? 1 : 0;
    }
    numbers("label", ages.length, row -> ages[row], out);
  }

  private static void extra(long[] unexplained, long scale, Appendable out) throws IOException {
    out.append(",\n\"extra\":[");
    int last = 0;
    String separator = "";
    for (int row = 0; row < unexplained.length; row++) {
      if (unexplained[row] != 0) {
        out.append(separator).append(Integer.toString(row - last)).append(',');
        out.append(Long.toString(unexplained[row] / scale));
        last = row;
        separator = ",";
      }
    }
    out.append("]");
  }

  private static void numbers(String name, int size, Numbers numbers, Appendable out)
      throws IOException {
    out.append(",\n\"").append(name).append("\":[");
    for (int index = 0; index < size; index++) {
      if (index > 0) {
        out.append(index % NUMBERS_PER_LINE == 0 ? ",\n" : ",");
      }
      out.append(Long.toString(numbers.at(index)));
    }
    out.append("]");
  }

  private static long scale(RowColumns columns, long[] unexplained) {
    long scale = 0;
    for (int row = 0; row < unexplained.length; row++) {
      scale = greatestCommonDivisor(scale, columns.self(row));
      scale = greatestCommonDivisor(scale, unexplained[row]);
      scale = greatestCommonDivisor(scale, columns.base(row));
    }
    return scale == 0 ? 1 : scale;
  }

  private static long greatestCommonDivisor(long left, long right) {
    long divisor = left;
    long rest = right;
    while (rest != 0) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return Math.abs(divisor);
  }
}
