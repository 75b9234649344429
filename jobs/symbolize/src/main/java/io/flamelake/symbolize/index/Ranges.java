package io.flamelake.symbolize.index;

import io.flamelake.symbolize.lists.IntList;
import io.flamelake.symbolize.lists.LongList;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * Ranges of addresses that may overlap, each with an item, made into disjoint ones. Where they
 * overlap, the item of the least rank holds, and of equal ones that of the range added first.
 */
final class Ranges {
  /** Stands for no item. */
  static final int NONE = -1;

  private final LongList starts = new LongList();
  private final LongList ends = new LongList();
  private final IntList items = new IntList();

  /** Tells which item goes before which. */
  interface Rank {
    int of(int item);
  }

  void add(long start, long end, int item) {
    starts.add(start);
    ends.add(end);
    items.add(item);
  }

  int size() {
    return items.size();
  }

  /** Sweeps over the addresses: O(n log n), at most 2n boundaries. */
  Boundaries disjoint(Rank rank) {
    int[] order = Radix.order(starts);
    Boundaries disjoint = new Boundaries();
    Active active = new Active(items, rank);
    int next = 0;
    while (next < order.length || !active.isEmpty()) {
      long address = active.isEmpty() ? starts.get(order[next]) : disjoint.nextAddress;
      while (next < order.length && Long.compareUnsigned(starts.get(order[next]), address) <= 0) {
        active.add(order[next++]);
      }
      while (!active.isEmpty() && Long.compareUnsigned(ends.get(active.first()), address) <= 0) {
        active.removeFirst();
      }
      if (active.isEmpty()) {
        disjoint.add(address, NONE);
      } else {
        disjoint.add(address, items.get(active.first()));
        long end = ends.get(active.first());
        boolean startsBefore =
            next < order.length && Long.compareUnsigned(starts.get(order[next]), end) < 0;
        disjoint.nextAddress = startsBefore ? starts.get(order[next]) : end;
      }
    }
    return disjoint;
  }

  /** Where another item begins to hold; it does so up to the next such address. */
  static final class Boundaries {
    private final LongList addresses = new LongList();
    private final IntList items = new IntList();
    private long nextAddress;

    /** Adds a boundary, unless the item is that of the last one. */
    void add(long address, int item) {
      int last = items.size() - 1;
      if (last < 0 ? item != NONE : items.get(last) != item) {
        addresses.add(address);
        items.add(item);
      }
    }

    /** What two make together: at each address the item that is made of those of the two. */
    Boundaries join(Boundaries other, IntBinaryOperator made) {
      Boundaries joined = new Boundaries();
      int own = 0;
      int others = 0;
      while (own < size() || others < other.size()) {
        boolean ownFirst =
            others == other.size()
                || own < size() && Long.compareUnsigned(address(own), other.address(others)) <= 0;
        long address = ownFirst ? address(own) : other.address(others);
        own += own < size() && address(own) == address ? 1 : 0;
        others += others < other.size() && other.address(others) == address ? 1 : 0;
        joined.add(address, made.applyAsInt(last(own), other.last(others)));
      }
      return joined;
    }

    private int last(int next) {
      return next == 0 ? NONE : item(next - 1);
    }

    int size() {
      return items.size();
    }

    long address(int index) {
      return addresses.get(index);
    }

    int item(int index) {
      return items.get(index);
    }

    AddressMap toMap() {
      return new AddressMap(addresses.toArray(), items.toArray());
    }
  }

  /** A heap of the ranges that have begun, that of the least rank first. */
  private static final class Active {
    private final IntList items;
    private final Rank rank;
    private int[] heap = new int[64];
    private int size;

    Active(IntList items, Rank rank) {
      this.items = items;
      this.rank = rank;
    }

    boolean isEmpty() {
      return size == 0;
    }

    int first() {
      return heap[0];
    }

    void add(int range) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      int at = size++;
      while (at > 0 && isBefore(range, heap[(at - 1) >> 1])) {
        heap[at] = heap[(at - 1) >> 1];
        at = (at - 1) >> 1;
      }
      heap[at] = range;
    }

    void removeFirst() {
      int last = heap[--size];
      int at = 0;
      for (int child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
          child++;
        }
        if (!isBefore(heap[child], last)) {
          break;
        }
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = last;
    }

    private boolean isBefore(int range, int other) {
      int difference = Integer.compare(rank(range), rank(other));
      return difference != 0 ? difference < 0 : range < other;
    }

    private int rank(int range) {
      return rank.of(items.get(range));
    }
  }
}
