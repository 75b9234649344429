package io.flamelake.udfs.regexp;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.airlift.slice.XxHash64;
import io.flamelake.focus.FunctionName;
import io.flamelake.regexp.RegexpSize;
import io.trino.re2j.Options;
import io.trino.re2j.Pattern;
import io.trino.re2j.PatternSyntaxException;
import io.trino.spi.TrinoException;
import java.util.Arrays;

/**
 * A regular expression (RE2, so in time linear to the text) that remembers what it found for texts
 * seen before: a profile has few functions and many frames. The memory is bounded: {@value #SLOTS}
 * texts of at most {@value #LONGEST} bytes, the newer one in place of an older one.
 *
 * <p>Belongs to one thread.
 */
public final class TextMatcher {
  private enum Kind {
    /** Matches a part of the text, as pprof's filters do. */
    PART,
    /** Matches all of the text, as Prometheus' matchers do. */
    WHOLE,
    /** Matches a part of a function's name as {@link FunctionName#simplified} has it. */
    FUNCTION
  }

  private static final int SLOTS = 4096;
  private static final int LONGEST = 192;

  // Beyond this many states a state machine is begun anew; after some of them RE2 goes on without.
  private static final Options OPTIONS =
      Options.builder()
          .setAlgorithm(Options.Algorithm.DFA_FALLBACK_TO_NFA)
          .setMaximumNumberOfDFAStates(2000)
          .setNumberOfDFARetries(5)
          .build();

  private static final ThreadLocal<RecentlyUsed<TextMatcher>> PARTS = recent(Kind.PART);
  private static final ThreadLocal<RecentlyUsed<TextMatcher>> FUNCTIONS = recent(Kind.FUNCTION);

  private final Pattern pattern;
  private final Kind kind;
  private final boolean empty;
  private final boolean matchesEmpty;
  private final byte[][] texts = new byte[SLOTS][];
  private final boolean[] results = new boolean[SLOTS];

  private TextMatcher(String regexp, Kind kind) {
    this.pattern = compile(regexp, kind);
    this.kind = kind;
    this.empty = regexp.isEmpty();
    this.matchesEmpty = pattern.find(Slices.EMPTY_SLICE);
  }

  /**
   * The matcher of an expression that may match anywhere in a text.
   *
   * @throws TrinoException if it is no regular expression
   */
  public static TextMatcher part(Slice regexp) {
    return PARTS.get().get(regexp);
  }

  /** The same, for the names of functions without their arguments. */
  public static TextMatcher function(Slice regexp) {
    return FUNCTIONS.get().get(regexp);
  }

  /** The matcher of an expression that must match the whole text. */
  public static TextMatcher whole(String regexp) {
    return new TextMatcher(regexp, Kind.WHOLE);
  }

  /** Whether the expression is empty: for pprof, no filter. */
  public boolean isEmpty() {
    return empty;
  }

  /** Whether the empty text matches. */
  public boolean matchesEmpty() {
    return matchesEmpty;
  }

  /** Whether the text matches. */
  public boolean matches(Slice text, int offset, int length) {
    if (length > LONGEST) {
      return find(text.slice(offset, length));
    }
    int slot = (int) XxHash64.hash(text, offset, length) & (SLOTS - 1);
    byte[] known = texts[slot];
    if (known == null || !equal(known, text, offset, length)) {
      Slice copy = text.copy(offset, length);
      texts[slot] = copy.byteArray();
      results[slot] = find(copy);
    }
    return results[slot];
  }

  private boolean find(Slice text) {
    return pattern.find(
        kind == Kind.FUNCTION
            ? Slices.utf8Slice(FunctionName.simplified(text.toStringUtf8()))
            : text);
  }

  private static boolean equal(byte[] known, Slice text, int offset, int length) {
    int from = text.byteArrayOffset() + offset;
    return Arrays.equals(known, 0, known.length, text.byteArray(), from, from + length);
  }

  private static Pattern compile(String regexp, Kind kind) {
    try {
      RegexpSize.check(regexp);
      // The same text around it as in Prometheus, so that odd expressions do the same.
      return Pattern.compile(kind == Kind.WHOLE ? "^(?s:" + regexp + ")$" : regexp, OPTIONS);
    } catch (PatternSyntaxException e) {
      throw refuse(regexp, e.getDescription() + ": " + e.getPattern(), e);
    } catch (IllegalArgumentException e) {
      throw refuse(regexp, e.getMessage(), e);
    }
  }

  private static TrinoException refuse(String regexp, String reason, Exception cause) {
    return new TrinoException(
        INVALID_FUNCTION_ARGUMENT,
        "'%s' is no regular expression of RE2: %s".formatted(regexp, reason),
        cause);
  }

  private static ThreadLocal<RecentlyUsed<TextMatcher>> recent(Kind kind) {
    return ThreadLocal.withInitial(
        () -> new RecentlyUsed<>(regexp -> new TextMatcher(regexp.toStringUtf8(), kind)));
  }
}
