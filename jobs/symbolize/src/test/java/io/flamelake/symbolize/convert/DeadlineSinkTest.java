package io.flamelake.symbolize.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time that a conversion may take. */
class DeadlineSinkTest {
  @Test
  void endsAReaderWhoseTimeIsOver() {
    SymbolSink sink = new DeadlineSink(new IndexBuilder(IndexLimits.DEFAULT), Duration.ZERO);
    assertThatThrownBy(() -> tell(sink, 100_000))
        .isInstanceOf(DeadlineSink.TimeOverException.class)
        .hasMessage("making the index takes longer than the limit of 0 s");
  }

  @Test
  void passesOnWhatIsToldInTime() {
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    tell(new DeadlineSink(builder, Duration.ofHours(1)), 5000);
    assertThat(builder.build("").cursor().lookup(4999)).isEqualTo(2);
  }

  private static void tell(SymbolSink sink, int count) {
    int file = sink.file("a.c");
    int frame = sink.frame(sink.function("f", null, file, 1));
    int inlined = sink.inlined(frame, sink.function("g", null, file, 2), file, 3, 4);
    for (int i = 0; i < count; i++) {
      sink.range(inlined, i, i + 1);
      sink.line(i, i + 1, file, i, 1);
    }
  }
}
