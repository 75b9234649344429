package io.flamelake.udfs.labels;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.matchers.LabelMatcher;
import io.flamelake.matchers.MatchType;
import io.flamelake.udfs.regexp.TextMatcher;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.SqlMap;
import io.trino.spi.block.VariableWidthBlock;

/** A matcher on the blocks of a map of labels. */
final class CompiledMatcher {
  private final Slice name;
  private final MatchType type;
  private final Slice value;
  private final TextMatcher regexp;

  private CompiledMatcher(LabelMatcher matcher, TextMatcher regexp) {
    this.name = Slices.utf8Slice(matcher.name());
    this.type = matcher.type();
    this.value = Slices.utf8Slice(matcher.value());
    this.regexp = regexp;
  }

  static CompiledMatcher of(LabelMatcher matcher) {
    return new CompiledMatcher(matcher, matcher.type().isRegexp() ? regexp(matcher) : null);
  }

  private static TextMatcher regexp(LabelMatcher matcher) {
    try {
      return TextMatcher.whole(matcher.value());
    } catch (TrinoException e) {
      throw new TrinoException(
          e::getErrorCode,
          "label_match: at character %d: %s".formatted(matcher.position(), e.getMessage()),
          e);
    }
  }

  boolean matches(SqlMap labels) {
    Block keys = labels.getRawKeyBlock();
    int end = labels.getRawOffset() + labels.getSize();
    for (int position = labels.getRawOffset(); position < end; position++) {
      VariableWidthBlock names = (VariableWidthBlock) keys.getUnderlyingValueBlock();
      int key = keys.getUnderlyingValuePosition(position);
      if (equal(names, key, name)) {
        return holds(labels.getRawValueBlock(), position);
      }
    }
    return holds(Slices.EMPTY_SLICE, 0, 0);
  }

  private boolean holds(Block block, int position) {
    if (block.isNull(position)) {
      return holds(Slices.EMPTY_SLICE, 0, 0);
    }
    VariableWidthBlock values = (VariableWidthBlock) block.getUnderlyingValueBlock();
    int at = block.getUnderlyingValuePosition(position);
    return holds(values.getRawSlice(), values.getRawSliceOffset(at), values.getSliceLength(at));
  }

  private boolean holds(Slice text, int offset, int length) {
    boolean found =
        regexp == null
            ? length == value.length() && text.equals(offset, length, value, 0, length)
            : regexp.matches(text, offset, length);
    return found != type.isNegative();
  }

  private static boolean equal(VariableWidthBlock texts, int position, Slice wanted) {
    int length = texts.getSliceLength(position);
    return length == wanted.length()
        && texts.getRawSlice().equals(texts.getRawSliceOffset(position), length, wanted, 0, length);
  }
}
