package io.flamelake.focus;

import java.util.List;
import java.util.regex.Pattern;

/** A frame; null is what is not known. */
record TestFrame(String function, String file, String mapping, boolean inlined) {
  static TestFrame of(String function) {
    return new TestFrame(function, null, null, false);
  }

  TestFrame inlined(boolean value) {
    return new TestFrame(function, file, mapping, value);
  }

  /** Frames matched by Java's regular expressions. */
  static StackMatches matches(List<TestFrame> frames, String regexp) {
    Pattern pattern = Pattern.compile(regexp);
    return new StackMatches() {
      @Override
      public int size() {
        return frames.size();
      }

      @Override
      public boolean isInlined(int frame) {
        return frames.get(frame).inlined();
      }

      @Override
      public boolean isSymbolized(int frame) {
        return frames.get(frame).function() != null || frames.get(frame).file() != null;
      }

      @Override
      public boolean nameMatches(int frame) {
        return isSymbolized(frame)
            && (find(frames.get(frame).function()) || find(frames.get(frame).file()));
      }

      @Override
      public boolean mappingMatches(int frame) {
        return frames.get(frame).mapping() != null && find(frames.get(frame).mapping());
      }

      @Override
      public boolean functionMatches(int frame) {
        String function = frames.get(frame).function();
        return function != null && find(FunctionName.simplified(function));
      }

      private boolean find(String text) {
        return pattern.matcher(text == null ? "" : text).find();
      }
    };
  }
}
