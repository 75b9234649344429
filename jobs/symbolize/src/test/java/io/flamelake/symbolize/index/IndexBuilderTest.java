package io.flamelake.symbolize.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.symbolize.SymbolSink;
import org.junit.jupiter.api.Test;

/** What a builder takes, and what it refuses. */
class IndexBuilderTest {
  private static final IndexLimits SMALL = new IndexLimits(3, 3, 3, 20, 2);

  @Test
  void refusesMoreThanItsLimits() {
    IndexBuilder builder = new IndexBuilder(SMALL);
    int frame = builder.frame(builder.function("f", null, SymbolSink.NO_FILE, 0));
    builder.range(frame, 0, 1);
    builder.range(frame, 1, 2);
    builder.line(0, 1, SymbolSink.NO_FILE, 1, 0);
    assertThatThrownBy(() -> builder.range(frame, 2, 3))
        .isInstanceOf(IndexLimitException.class)
        .hasMessage("There are more than 3 ranges");
    assertThatThrownBy(() -> builder.file("a path of more than 20 characters"))
        .isInstanceOf(IndexLimitException.class)
        .hasMessage("The names and paths have more than 20 characters");
  }

  @Test
  void leavesOutFramesThatAreInlinedTooDeep() {
    IndexBuilder builder = new IndexBuilder(SMALL);
    int function = builder.function("f", null, SymbolSink.NO_FILE, 0);
    int frame = builder.frame(function);
    int inlined = builder.inlined(frame, function, SymbolSink.NO_FILE, 1, 0);
    int deeper = builder.inlined(inlined, function, SymbolSink.NO_FILE, 2, 0);
    builder.range(deeper, 0, 1);
    assertThat(builder.build("").cursor().lookup(0)).isEqualTo(2);
  }

  @Test
  void leavesOutRangesThatEndBeforeTheyStart() {
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    int frame = builder.frame(builder.function("f", null, SymbolSink.NO_FILE, 0));
    builder.range(frame, 5, 5);
    builder.range(frame, -1, 5);
    builder.line(5, 4, SymbolSink.NO_FILE, 1, 0);
    SymbolIndex index = builder.build("");
    assertThat(index.ranges()).isZero();
    assertThat(index.lines()).isZero();
    assertThat(index.layers()).isEmpty();
  }

  @Test
  void refusesALayerThatGoesBeforeOneThatWasTold() {
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    builder.layer(Layer.SYMTAB);
    assertThatThrownBy(() -> builder.layer(Layer.DWARF))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsOnlyWhatAnAddressLeadsTo() {
    IndexBuilder builder = new IndexBuilder(IndexLimits.DEFAULT);
    int used = builder.frame(builder.function("used", null, builder.file("used.c"), 0));
    builder.frame(builder.function("unused", null, builder.file("unused.c"), 0));
    builder.range(used, 0, 1);
    SymbolIndex index = builder.build("");
    assertThat(index.functions()).isEqualTo(1);
    assertThat(index.files()).isEqualTo(1);
  }
}
