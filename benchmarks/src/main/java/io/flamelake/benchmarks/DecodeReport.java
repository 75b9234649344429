package io.flamelake.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Prints how many profiles one core decodes a second, beside the ceiling: what a prototype did that
 * only decodes, makes ids and looks stacks up in a set. Rates are of CPU time, the best of several
 * rounds, because a shared machine only ever takes time away. Inflating is measured in between: how
 * its rate compares with that on the machine of the ceilings tells how fast this one is just now.
 *
 * <pre>
 * mvn package -pl benchmarks -am -DskipTests
 * java -jar benchmarks/target/flamelake-benchmarks-*-all.jar
 * java -cp benchmarks/target/flamelake-benchmarks-*-all.jar org.openjdk.jmh.Main -prof gc
 * </pre>
 */
public final class DecodeReport {

  private static final int ROUNDS = 20;
  private static final long ROUND_NANOS = 250_000_000L;
  private static final int GZIP_HEADER = 10;
  private static final String ROW = "%-10s %-8s %8s %11s %7s %8s %8s %11s %9s%n";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What a prototype reached on one core of the machine on which the targets were set (2 vCPU AMD
   * EPYC, JDK 17), in MB of content a second.
   *
   * @param plain decode, ids and set, of content
   * @param gzip the same with inflating
   * @param inflate inflating alone, with CRC
   */
  private record Ceiling(String kind, double plain, double gzip, double inflate) {}

  private static final Ceiling[] CEILINGS = {
    new Ceiling("go/cpu", 308, 143, 277),
    new Ceiling("go/heap", 209, 119, 283),
    new Ceiling("node/wall", 351, 136, 208),
    new Ceiling("java/cpu", 909, 310, 448),
  };

  /** Runs some work in rounds and keeps the best of them. */
  private static final class Meter {
    private final LongSupplier work;
    private double profilesPerSecond;
    private double bytesPerProfile;

    /**
     * @param work does something and tells for how many profiles
     */
    Meter(LongSupplier work) {
      this.work = work;
    }

    void round() {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long start = THREADS.getCurrentThreadCpuTime();
      long count = 0;
      long spent;
      do {
        count += work.getAsLong();
        spent = THREADS.getCurrentThreadCpuTime() - start;
      } while (spent < ROUND_NANOS);
      profilesPerSecond = Math.max(profilesPerSecond, count * 1e9 / spent);
      bytesPerProfile = (THREADS.getCurrentThreadAllocatedBytes() - bytes) / (double) count;
    }
  }

  private DecodeReport() {}

  public static void main(String[] args) throws IOException {
    System.out.println("JDK " + Runtime.version() + ", profiles a second of CPU time of one core");
    System.out.printf(
        ROW,
        "profiles",
        "input",
        "KB each",
        "profiles/s",
        "MB/s",
        "ceiling",
        "of it",
        "corrected",
        "KB alloc");
    for (Ceiling ceiling : CEILINGS) {
      report(ceiling);
    }
    System.out.println("ceiling: MB/s of content that a prototype reached on the targets' machine");
    System.out.println("corrected: divided by how fast this machine inflates, compared with that");
    System.out.println("new: with every stack told, as by a decoder that has just started");
  }

  private static void report(Ceiling ceiling) throws IOException {
    RecordedSet set = RecordedSet.load(ceiling.kind);
    DecodeWork plain = new DecodeWork(set.plain());
    DecodeWork gzip = new DecodeWork(set.gzip());
    Inflating inflating = new Inflating(set);
    Meter[] meters = {
      new Meter(() -> decodeAll(plain)),
      new Meter(() -> decodeAll(gzip)),
      new Meter(() -> decodeAll(new DecodeWork(set.plain()))),
      new Meter(inflating::all)
    };
    for (int round = 0; round < ROUNDS; round++) {
      for (Meter meter : meters) {
        meter.round();
      }
    }
    double mb = set.plainBytes() / 1e6;
    double machine = meters[3].profilesPerSecond * mb / ceiling.inflate;
    print(set, "plain", meters[0], ceiling.plain, machine);
    print(set, "gzip", meters[1], ceiling.gzip, machine);
    print(set, "new", meters[2], ceiling.plain, machine);
    print(set, "inflate", meters[3], ceiling.inflate, machine);
  }

  private static void print(
      RecordedSet set, String input, Meter meter, double ceiling, double machine) {
    double mbPerSecond = meter.profilesPerSecond * set.plainBytes() / 1e6;
    System.out.printf(
        ROW,
        set.kind(),
        input,
        number("%.1f", set.plainBytes() / 1000),
        number("%.0f", meter.profilesPerSecond),
        number("%.0f", mbPerSecond),
        number("%.0f", ceiling),
        number("%.2f", mbPerSecond / ceiling),
        number("%.2f", mbPerSecond / ceiling / machine),
        number("%.1f", meter.bytesPerProfile / 1000));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static long decodeAll(DecodeWork work) {
    for (int i = 0; i < work.size(); i++) {
      work.decodeNext();
    }
    return work.size();
  }

  /** Inflates and checks all profiles of a set into one buffer. */
  private static final class Inflating {
    private final RecordedSet set;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer;

    Inflating(RecordedSet set) {
      this.set = set;
      this.buffer = new byte[set.plain().stream().mapToInt(b -> b.length).max().orElse(0)];
    }

    long all() {
      for (byte[] gzip : set.gzip()) {
        inflater.reset();
        inflater.setInput(gzip, GZIP_HEADER, gzip.length - GZIP_HEADER);
        crc.reset();
        try {
          crc.update(buffer, 0, inflater.inflate(buffer));
        } catch (DataFormatException e) {
          throw new IllegalStateException("a recorded profile is damaged", e);
        }
      }
      return set.gzip().size();
    }
  }
}
