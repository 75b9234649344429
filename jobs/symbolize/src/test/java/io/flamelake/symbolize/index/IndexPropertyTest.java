package io.flamelake.symbolize.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.index.Program.Call;
import io.flamelake.symbolize.index.Program.Frame;
import io.flamelake.symbolize.index.Program.Line;
import io.flamelake.symbolize.index.Program.Range;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An index against the plain way to find the same. */
class IndexPropertyTest {
  private static final long[] BASES = {0, 0x40_0000, 0xFFFF_FFFF_8100_0000L};
  private static final int SPAN = 64;

  @Property(tries = 2000)
  void findsWhatLookingAtEverythingFinds(@ForAll("programs") Program program) throws Exception {
    SymbolIndex built = program.tell().build("010203");
    SymbolIndex read = SymbolIndex.open(ByteBuffer.wrap(built.toBytes()), 1 << 20);
    for (long base : BASES) {
      for (long address = base - 2; address < base + 2 * SPAN; address++) {
        List<String> expected = program.frames(address);
        assertThat(Program.frames(built, address)).as("%x", address).isEqualTo(expected);
        assertThat(Program.frames(read, address)).as("%x", address).isEqualTo(expected);
      }
    }
    assertThat(read.layers()).isEqualTo(built.layers());
    assertThat(read.buildId()).isEqualTo(built.buildId());
    assertThat(read.toBytes()).isEqualTo(built.toBytes());
  }

  @Provide
  Arbitrary<Program> programs() {
    return Combinators.combine(
            frame().list().ofMinSize(1).ofMaxSize(12),
            range().list().ofMaxSize(20),
            line().list().ofMaxSize(15),
            Arbitraries.of(0, 0, 1, 2))
        .as(IndexPropertyTest::program);
  }

  /** Frames in the order of their layers, each within a caller of its own layer or none. */
  private static Program program(
      List<Frame> drawn, List<Range> ranges, List<Line> lines, int farApart) {
    List<Frame> ordered = new ArrayList<>(drawn);
    ordered.sort(Comparator.comparing(Frame::layer));
    List<Frame> frames = new ArrayList<>();
    for (Frame frame : ordered) {
      int caller = Math.min(frame.caller(), frames.size() - 1);
      boolean alone = caller < 0 || frames.get(caller).layer() != frame.layer();
      frames.add(
          new Frame(
              frame.layer(),
              alone || frame.layer().namesClones() ? -1 : caller,
              frame.name(),
              frame.layer().namesClones() && frame.systemName() == null ? "s" : frame.systemName(),
              alone || frame.layer().namesClones() ? null : frame.call()));
    }
    int count = frames.size();
    return new Program(
        frames,
        ranges.stream()
            .map(
                r -> new Range(r.frame() % count, far(r.start(), farApart), far(r.end(), farApart)))
            .filter(r -> Long.compareUnsigned(r.start(), r.end()) < 0)
            .toList(),
        lines);
  }

  /** Moves the upper half of the addresses away, so that distances need more than 32 bits. */
  private static long far(long address, int base) {
    return address < SPAN / 2 ? address : address + BASES[base];
  }

  private static Arbitrary<Frame> frame() {
    return Combinators.combine(
            Arbitraries.of(Layer.values()),
            Arbitraries.integers().between(-3, 11),
            Arbitraries.of("f", "g", "h"),
            Arbitraries.of("f", "t", "u").injectNull(0.5),
            call())
        .as(Frame::new);
  }

  private static Arbitrary<Range> range() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 11),
            Arbitraries.integers().between(0, SPAN),
            Arbitraries.integers().between(1, SPAN))
        .as((frame, start, length) -> new Range(frame, start, start + length));
  }

  private static Arbitrary<Line> line() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SPAN), Arbitraries.integers().between(1, 20), call())
        .as((start, length, place) -> new Line(start, start + length, place));
  }

  private static Arbitrary<Call> call() {
    return Combinators.combine(
            Arbitraries.of("a.c", "b.c").injectNull(0.2),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 2))
        .as(Call::new);
  }
}
