package io.flamelake.compaction.testing;

import io.flamelake.compaction.lock.TableLock;
import io.flamelake.compaction.maintenance.Action;
import io.flamelake.compaction.maintenance.History;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Ends the process at once, as if it were killed, at a point on its way that properties tell. A
 * point is told as who does what to which file: {@code CompactFiles writes local:///...}, where
 * {@code -} is none of the actions.
 */
public final class Halting {
  /** How many points are passed; the next ends the process. */
  public static final String AFTER = "flamelake.test.halt-after";

  /** An expression that points which count match; all, unless set. */
  public static final String AT = "flamelake.test.halt-at";

  /** The status that it ends with. */
  public static final int STATUS = 99;

  /** What it says in the end, before the point. */
  public static final String HALTED = "halted at ";

  private static final Pattern WHERE = Pattern.compile(System.getProperty(AT, ""));
  private static final AtomicInteger LEFT = new AtomicInteger(Integer.getInteger(AFTER, -1));
  private static final StackWalker FRAMES = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private Halting() {}

  /** A point on the way has been reached. */
  static void reached(String what, String path) {
    if (LEFT.get() < 0) {
      return;
    }
    String point = who() + " " + what + " " + path;
    if (WHERE.matcher(point).find() && LEFT.getAndDecrement() == 0) {
      System.out.println(HALTED + point);
      System.out.flush();
      Runtime.getRuntime().halt(STATUS);
    }
  }

  private static String who() {
    return FRAMES.walk(
        frames ->
            frames
                .map(StackFrame::getDeclaringClass)
                .filter(Halting::acts)
                .findFirst()
                .map(Class::getSimpleName)
                .orElse("-"));
  }

  private static boolean acts(Class<?> type) {
    return Action.class.isAssignableFrom(type) || type == TableLock.class || type == History.class;
  }
}
