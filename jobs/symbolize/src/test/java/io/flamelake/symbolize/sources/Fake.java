package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that does what a test says, and counts. */
final class Fake implements Upstream {
  private final String name;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile Loading loading;

  /** What it does. */
  interface Loading {
    SymbolIndex load(String buildId) throws IOException, InterruptedException;
  }

  Fake(String name, Loading loading) {
    this.name = name;
    this.loading = loading;
  }

  /** One that has all builds. */
  static Fake withAll() {
    return new Fake("all", Made::complete);
  }

  static Fake withNone() {
    return new Fake("none", buildId -> null);
  }

  static Fake failing() {
    return new Fake(
        "failing",
        buildId -> {
          throw new IOException("The connection was reset");
        });
  }

  void does(Loading other) {
    loading = other;
  }

  int asked() {
    return asked.get();
  }

  /** How many asked it at once at most. */
  int most() {
    return most.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SymbolIndex load(String buildId) throws IOException, InterruptedException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    asked.incrementAndGet();
    try {
      return loading.load(buildId);
    } finally {
      now.decrementAndGet();
    }
  }
}
