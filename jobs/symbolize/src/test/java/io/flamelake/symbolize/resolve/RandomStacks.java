package io.flamelake.symbolize.resolve;

import io.flamelake.stacks.FrameEncoder;
import io.flamelake.stacks.FrameFields;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import io.flamelake.stacks.testing.TestFrames;
import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.index.IndexBuilder;
import io.flamelake.symbolize.index.IndexLimits;
import io.flamelake.symbolize.index.LoadSegment;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.resolve.StackModel.Raw;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes indexes and stacks whose addresses mostly are in them. */
record RandomStacks(Random random) {
  /** Where code is in the file and, by its address, in the program. */
  static final long OFFSET = 0x1000;

  static final long START = 0x40_0000;
  static final int SIZE = 0x400;

  private static final List<String> FILES =
      List.of("/src/a.cc", "/src/b.h", "/src/main.go", "/src/lib.rs", "/src/asm.s", "/");

  /** An index of functions that are called, inlined and without lines now and then. */
  SymbolIndex index(boolean segments) {
    IndexBuilder sink = new IndexBuilder(IndexLimits.DEFAULT);
    int[] files = FILES.stream().mapToInt(sink::file).toArray();
    long address = START;
    while (address < START + SIZE) {
      long end = address + 1 + random.nextInt(40);
      int frame = sink.frame(function(sink, files));
      sink.range(frame, address, end);
      long from = address;
      while (random.nextInt(3) > 0 && end - from > 1) {
        frame =
            sink.inlined(
                frame, function(sink, files), file(files), random.nextInt(9), random.nextInt(3));
        from += random.nextInt((int) (end - from));
        sink.range(frame, from, end);
      }
      if (random.nextBoolean()) {
        sink.line(address, end, file(files), random.nextInt(9), random.nextInt(3));
      }
      address = end + random.nextInt(10);
    }
    if (segments) {
      sink.segments(List.of(new LoadSegment(OFFSET, SIZE, START)));
    }
    return sink.build("");
  }

  private int function(SymbolSink sink, int[] files) {
    int number = random.nextInt(30);
    String linked = number % 3 == 0 ? "_ZN3box3f%02dEv".formatted(number) : null;
    return sink.function("f" + number, linked, file(files), number % 5);
  }

  private int file(int[] files) {
    int which = random.nextInt(files.length + 1);
    return which == files.length ? SymbolSink.NO_FILE : files[which];
  }

  /** Any frames, most of them of these builds without a function. */
  List<Raw> stack(List<String> builds) {
    List<Raw> stack = new ArrayList<>();
    int frames = random.nextInt(60);
    for (int i = 0; i < frames; i++) {
      TestFrame any = TestFrames.random(random);
      boolean offset = random.nextBoolean();
      long address = (offset ? OFFSET : START) - 16 + random.nextInt(SIZE + 32);
      boolean plain = random.nextInt(4) > 0;
      stack.add(
          new Raw(
              new TestFrame(
                  random.nextInt(4) == 0 ? any.function() : null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  random.nextBoolean() ? "/lib/" + random.nextInt(3) : null,
                  random.nextInt(5) == 0 ? null : builds.get(random.nextInt(builds.size())),
                  random.nextInt(8) == 0 ? null : Long.valueOf(address),
                  plain ? "native" : any.kind(),
                  false),
              offset));
    }
    return stack;
  }

  /** The stack as the ingest job sends it. */
  static StackDefinition definition(List<Raw> stack) {
    FrameEncoder encoder = new FrameEncoder().reset();
    Set<String> buildIds = new LinkedHashSet<>();
    int unresolved = 0;
    for (Raw raw : stack) {
      FrameFields fields = TestFrames.fields(raw.frame());
      fields.addressIsOffset = raw.offset();
      encoder.add(fields);
      if (raw.frame().function() == null) {
        unresolved++;
        if (raw.frame().buildId() != null) {
          buildIds.add(raw.frame().buildId());
        }
      }
    }
    return new StackDefinition(
        20_000, "api", 7, 9, encoder.encoded(), unresolved, buildIds.toArray(String[]::new));
  }
}
