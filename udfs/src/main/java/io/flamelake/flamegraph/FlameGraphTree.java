package io.flamelake.flamegraph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stacks merged into a tree: equal prefixes from the root become one path, and values add up.
 *
 * <p>A node is an index into parallel arrays (parent and label, self); children are found in one
 * hash table over (parent, label). A parent's index is below those of its children. What is kept
 * does not depend on the order in which stacks are added or trees are merged. Labels are UTF-8.
 *
 * <p>For a comparison ({@link FlameGraphDiff}) a node may have an amount of a second, the right,
 * side; a tree that has none spends nothing on it.
 *
 * <p>Not safe for use by several threads.
 */
public final class FlameGraphTree {
  /** The root's node. */
  public static final int ROOT = 0;

  /** The root's label. */
  public static final String ROOT_LABEL = "total";

  /** The label of what {@link #pruned} leaves out below a node. */
  public static final String OTHER_LABEL = "(other)";

  /** The least that {@link #pruned} can make of a tree: the root, and all else in one node. */
  public static final int LEAST_NODES = 2;

  private static final int NONE = -1;
  private static final int EMPTY = 0;

  /** Slots in a group: a power of two, at most those of the smallest table. */
  private static final int GROUP = 16;

  /** Slots of its group that are tried for a node: few, for parents of many children fill it. */
  private static final int GROUP_PROBES = 3;

  private static final long FIXED_SIZE = 160;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final LabelTable labels = new LabelTable();
  // (parent, label) of each node; together, so that a look-up touches one cache line of them
  private long[] keys = new long[16];
  private long[] selves = new long[16];
  // The right side's; shorter than the others for as long as the nodes beyond have nothing there
  private long[] selvesRight = {};
  // The node, and above its bits some of its key's hash, so that hardly ever a node of another key
  // is looked at. The root is nobody's child: 0 is empty
  private int[] slots = new int[32];
  private int count;

  /** A tree of nothing but the root, whose value is 0. */
  public FlameGraphTree() {
    byte[] root = ROOT_LABEL.getBytes(UTF_8);
    keys[ROOT] = key(NONE, intern(root, 0, root.length));
    count = 1;
  }

  /**
   * Adds a stack's value.
   *
   * @param leafFirst the labels of its frames, the innermost call first; none adds to the root
   *     itself
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public void add(List<String> leafFirst, long value) {
    int node = ROOT;
    for (String label : leafFirst.reversed()) {
      byte[] bytes = label.getBytes(UTF_8);
      node = child(node, intern(bytes, 0, bytes.length));
    }
    addSelf(node, value);
  }

  /** The id, within this tree, of the label with these UTF-8 bytes. */
  public int intern(byte[] utf8, int offset, int length) {
    return labels.intern(utf8, offset, length);
  }

  /** The child of a node that has a label, made if it is not there yet. */
  public int child(int node, int label) {
    long key = key(node, label);
    // A node's first child mostly was made right after it: a walk down a path then stays within a
    // few cache lines
    if (node + 1 < count && keys[node + 1] == key) {
      return node + 1;
    }
    int slot = slot(key);
    return slots[slot] == EMPTY ? append(key) : slots[slot] & nodeBits();
  }

  /**
   * Adds to the amount of the stacks that end in a node.
   *
   * @throws ArithmeticException if the sum leaves the range of a long
   */
  public void addSelf(int node, long value) {
    selves[node] = Math.addExact(selves[node], value);
  }

  /**
   * As {@link #addSelf}, on the right side.
   *
   * @throws ArithmeticException if the sum leaves the range of a long
   */
  public void addSelfRight(int node, long value) {
    if (node >= selvesRight.length) {
      selvesRight = Arrays.copyOf(selvesRight, keys.length);
    }
    selvesRight[node] = Math.addExact(selvesRight[node], value);
  }

  /**
   * Adds every stack of another tree, which stays as it is.
   *
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public void merge(FlameGraphTree other) {
    int[] labelHere = new int[other.labels.size()];
    for (int label = 0; label < labelHere.length; label++) {
      int start = other.labels.start(label);
      labelHere[label] = intern(other.labels.bytes(), start, other.labels.end(label) - start);
    }
    int[] nodeHere = new int[other.count];
    for (int node = 0; node < other.count; node++) {
      int here =
          node == ROOT ? ROOT : child(nodeHere[other.parent(node)], labelHere[other.label(node)]);
      addSelf(here, other.selves[node]);
      if (node < other.selvesRight.length) {
        addSelfRight(here, other.selvesRight[node]);
      }
      nodeHere[node] = here;
    }
  }

  /**
   * The nodes depth first, the root first; siblings by value descending, then by label.
   *
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public List<FlameGraphRow> rows() {
    List<FlameGraphRow> rows = new ArrayList<>(count);
    forEachRow(
        (level, label, self, value) ->
            rows.add(new FlameGraphRow(level, labelText(label), self, value)));
    return rows;
  }

  /**
   * Hands the rows of {@link #rows()} to a visitor, without making an object of each.
   *
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public void forEachRow(RowVisitor visitor) {
    long[] values = values();
    new DepthFirst(this, values)
        .visit((level, node) -> visitor.row(level, label(node), selves[node], values[node]));
  }

  /**
   * Hands the rows to a visitor depth first, siblings by label alone: trees of equal stacks,
   * however they came about, are told alike.
   *
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public void forEachRowByLabel(RowVisitor visitor) {
    long[] values = values();
    new DepthFirst(this, new long[count])
        .visit((level, node) -> visitor.row(level, label(node), selves[node], values[node]));
  }

  /**
   * A tree of the same sums with at most so many nodes: this one, if it has no more.
   *
   * <p>Kept are the root and then, again and again, the node of the largest value whose parent is
   * kept (of equal ones the first of {@link #rows()}; of two sides the larger one counts). What a
   * kept node loses below it becomes its child {@value #OTHER_LABEL}, which counts as a node; a
   * child that has this label anyway and is kept becomes one with it. Each value still is self plus
   * the children's values.
   *
   * @param maxNodes at least {@link #LEAST_NODES}
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public FlameGraphTree pruned(long maxNodes) {
    if (maxNodes < LEAST_NODES) {
      throw new IllegalArgumentException(
          "a flame graph needs at least %d nodes, for the root and %s, not %d"
              .formatted(LEAST_NODES, OTHER_LABEL, maxNodes));
    }
    if (count <= maxNodes) {
      return this;
    }
    long[] ranks = isDiff() ? larger(values(), subtreeSums(selvesRight())) : values();
    return PrunedTree.of(this, new Pruning(this, ranks).choose(maxNodes));
  }

  /**
   * The tree as bytes that {@link #fromBytes} reads, in this and every later version of this class.
   */
  public byte[] toBytes() {
    return TreeCodec.encode(this);
  }

  /**
   * The tree that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are none that it writes
   */
  public static FlameGraphTree fromBytes(byte[] bytes) {
    return TreeCodec.decode(bytes);
  }

  /** The number of nodes, the root among them. */
  public int size() {
    return count;
  }

  /** About the memory that this tree holds, in bytes. */
  public long sizeInBytes() {
    return FIXED_SIZE
        + labels.sizeInBytes()
        + 8L * (keys.length + selves.length + selvesRight.length)
        + 4L * slots.length;
  }

  /** The array that holds the bytes of all labels; valid until the next label is interned. */
  public byte[] labelBytes() {
    return labels.bytes();
  }

  /** Where a label's bytes start in {@link #labelBytes()}. */
  public int labelStart(int label) {
    return labels.start(label);
  }

  /** Where a label's bytes end in {@link #labelBytes()}, exclusive. */
  public int labelEnd(int label) {
    return labels.end(label);
  }

  /** The number of labels, whose ids are those below it. */
  public int labelCount() {
    return labels.size();
  }

  int compareLabels(int left, int right) {
    return labels.compare(left, right);
  }

  int parent(int node) {
    return (int) (keys[node] >> 32);
  }

  int label(int node) {
    return (int) keys[node];
  }

  long self(int node) {
    return selves[node];
  }

  /** Whether there is a right side. */
  boolean isDiff() {
    return selvesRight.length > 0;
  }

  /** The right side's amounts, one for each node. */
  long[] selvesRight() {
    return Arrays.copyOf(selvesRight, count);
  }

  /** What ends in each node and above it. */
  long[] values() {
    return subtreeSums(selves);
  }

  /** The sums of each node's amount and those of the nodes above it. */
  long[] subtreeSums(long[] amounts) {
    long[] sums = new long[count];
    for (int node = count - 1; node >= 0; node--) {
      sums[node] = Math.addExact(sums[node], amounts[node]);
      if (node > 0) {
        int parent = parent(node);
        sums[parent] = Math.addExact(sums[parent], sums[node]);
      }
    }
    return sums;
  }

  static long[] larger(long[] left, long[] right) {
    long[] larger = new long[left.length];
    for (int at = 0; at < larger.length; at++) {
      larger[at] = Math.max(left[at], right[at]);
    }
    return larger;
  }

  String labelText(int label) {
    return new String(
        labels.bytes(), labels.start(label), labels.end(label) - labels.start(label), UTF_8);
  }

  private int append(long key) {
    if (count == keys.length) {
      int capacity = Capacity.grow(count, count + 1L);
      keys = Arrays.copyOf(keys, capacity);
      selves = Arrays.copyOf(selves, capacity);
    }
    keys[count] = key;
    count++;
    if (2L * count > slots.length) {
      rehash();
    } else {
      place(count - 1);
    }
    return count - 1;
  }

  private void rehash() {
    slots = new int[Slots.doubled(slots.length)];
    for (int node = 1; node < count; node++) {
      place(node);
    }
  }

  private void place(int node) {
    slots[slot(keys[node])] = (hash(keys[node]) & ~nodeBits()) | node;
  }

  /**
   * The slot of the node with this key, or the empty one in which it would be.
   *
   * <p>First in a group of slots that its parent has in common with the nodes made just before and
   * after: the nodes of a path are made one after the other, and so stay within few cache lines.
   * Then, for parents of many children, anywhere.
   */
  private int slot(long key) {
    int hash = hash(key);
    int group = (int) (key >>> 32) << 1 & -GROUP;
    for (int probe = 0; probe < GROUP_PROBES; probe++) {
      int slot = group | (hash + probe & GROUP - 1);
      if (isEmptyOrHas(slot, key, hash)) {
        return slot;
      }
    }
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (!isEmptyOrHas(slot, key, hash)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isEmptyOrHas(int slot, long key, int hash) {
    int found = slots[slot];
    int nodeBits = nodeBits();
    return found == EMPTY || ((found ^ hash) & ~nodeBits) == 0 && keys[found & nodeBits] == key;
  }

  /** The bits of a slot that tell the node: there are at least two slots for each. */
  private int nodeBits() {
    return (slots.length >> 1) - 1;
  }

  private static long key(int parent, int label) {
    return ((long) parent << 32) | label;
  }

  private static int hash(long key) {
    long mixed = key * MULTIPLIER;
    return (int) (mixed >>> 32 ^ mixed >>> 15);
  }
}
