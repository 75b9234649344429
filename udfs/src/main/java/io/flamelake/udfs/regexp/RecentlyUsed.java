package io.flamelake.udfs.regexp;

import io.airlift.slice.Slice;
import java.util.function.Function;

/**
 * What was made of the arguments used last, the most recent first. An argument that is the same in
 * every row so is parsed once. Holds few entries, since each call has one or two constants.
 *
 * <p>Belongs to one thread.
 */
public final class RecentlyUsed<V> {
  private static final int ENTRIES = 4;

  private final Slice[] arguments = new Slice[ENTRIES];
  private final Object[] values = new Object[ENTRIES];
  private final Function<Slice, V> make;

  /**
   * @param make makes the value; what it throws is passed on
   */
  public RecentlyUsed(Function<Slice, V> make) {
    this.make = make;
  }

  /** The value of an argument. */
  public V get(Slice argument) {
    for (int entry = 0; entry < ENTRIES && arguments[entry] != null; entry++) {
      if (arguments[entry].equals(argument)) {
        return entry == 0 ? value(0) : toFront(entry, arguments[entry], value(entry));
      }
    }
    // A copy, so as not to keep the block that the argument is part of.
    return toFront(ENTRIES - 1, argument.copy(), make.apply(argument));
  }

  private V toFront(int from, Slice argument, V value) {
    System.arraycopy(arguments, 0, arguments, 1, from);
    System.arraycopy(values, 0, values, 1, from);
    arguments[0] = argument;
    values[0] = value;
    return value;
  }

  @SuppressWarnings("unchecked")
  private V value(int entry) {
    return (V) values[entry];
  }
}
