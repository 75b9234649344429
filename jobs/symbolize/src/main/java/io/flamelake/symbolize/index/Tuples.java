package io.flamelake.symbolize.index;

import java.util.Arrays;

/** Distinct rows of four ints, numbered from 0 in the order in which they came. */
final class Tuples {
  private static final int WIDTH = 4;
  private static final int EMPTY = -1;

  private int[] rows = new int[64 * WIDTH];
  private int[] table = new int[128];
  private int size;

  Tuples() {
    Arrays.fill(table, EMPTY);
  }

  int id(int a, int b, int c, int d) {
    int mask = table.length - 1;
    int slot = hash(a, b, c, d) & mask;
    while (table[slot] != EMPTY) {
      if (isRow(table[slot] * WIDTH, a, b, c, d)) {
        return table[slot];
      }
      slot = (slot + 1) & mask;
    }
    table[slot] = size;
    return add(a, b, c, d);
  }

  int size() {
    return size;
  }

  int get(int row, int column) {
    return rows[row * WIDTH + column];
  }

  int[] column(int column) {
    int[] values = new int[size];
    for (int row = 0; row < size; row++) {
      values[row] = get(row, column);
    }
    return values;
  }

  int[][] columns(int count) {
    int[][] columns = new int[count][];
    for (int column = 0; column < count; column++) {
      columns[column] = column(column);
    }
    return columns;
  }

  private boolean isRow(int at, int a, int b, int c, int d) {
    return rows[at] == a && rows[at + 1] == b && rows[at + 2] == c && rows[at + 3] == d;
  }

  private int add(int a, int b, int c, int d) {
    int at = size * WIDTH;
    if (at == rows.length) {
      rows = Arrays.copyOf(rows, Math.multiplyExact(rows.length, 2));
    }
    rows[at] = a;
    rows[at + 1] = b;
    rows[at + 2] = c;
    rows[at + 3] = d;
    size++;
    if (2 * size > table.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    table = new int[2 * table.length];
    Arrays.fill(table, EMPTY);
    int mask = table.length - 1;
    for (int row = 0; row < size; row++) {
      int at = row * WIDTH;
      int slot = hash(rows[at], rows[at + 1], rows[at + 2], rows[at + 3]) & mask;
      while (table[slot] != EMPTY) {
        slot = (slot + 1) & mask;
      }
      table[slot] = row;
    }
  }

  private static int hash(int a, int b, int c, int d) {
    int hash = a;
    hash = mix(hash) + b;
    hash = mix(hash) + c;
    hash = mix(hash) + d;
    return mix(hash);
  }

  private static int mix(int value) {
    int mixed = (value ^ (value >>> 16)) * 0x85EBCA6B;
    return (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
  }
}
