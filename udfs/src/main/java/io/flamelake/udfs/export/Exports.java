package io.flamelake.udfs.export;

import io.airlift.slice.DynamicSliceOutput;
import io.airlift.slice.Slice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What the aggregates of this package share: bounded results. */
final class Exports {
  private static final int MAX_RESULT_BYTES = 1 << 29;
  private static final int LOG2_MEBI = 20;

  private Exports() {}

  /** Writes a result. */
  @FunctionalInterface
  interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * What a writer writes.
   *
   * @throws IllegalStateException if it is too much
   */
  static Slice result(Writer writer) {
    DynamicSliceOutput result = new DynamicSliceOutput(1024);
    try {
      writer.writeTo(new Bounded(result));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result.slice();
  }

  private static final class Bounded extends OutputStream {
    private final DynamicSliceOutput out;

    Bounded(DynamicSliceOutput out) {
      this.out = out;
    }

    @Override
    public void write(int value) {
      check(1);
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      check(length);
      out.writeBytes(bytes, offset, length);
    }

    private void check(int more) {
      if (out.size() + more > MAX_RESULT_BYTES) {
        throw new IllegalStateException(
            "the result takes more than %d MiB; choose a shorter time or fewer services"
                .formatted(MAX_RESULT_BYTES >> LOG2_MEBI));
      }
    }
  }
}
