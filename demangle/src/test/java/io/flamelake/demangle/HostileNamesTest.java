package io.flamelake.demangle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flamelake.demangle.tree.Limits;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that would take all stack, memory or time there is. */
class HostileNamesTest {
  /** Half of what threads get by default on Linux. */
  private static final long STACK_BYTES = 512 << 10;

  /** Far more than any name takes, and so little that a server does not mind. */
  private static final long HEAP_BYTES = 100 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int MANY = 60_000;

  static List<String> hostile() {
    return Stream.of(
            doubling(), nesting(), packs(), Stream.of(scopes(), rust()), RepeatedParts.names())
        .flatMap(s -> s)
        .toList();
  }

  /** Each part refers twice to the one before, so that 40 of them print as a tera of characters. */
  private static Stream<String> doubling() {
    StringBuilder types = new StringBuilder("_Z1f1AIiiE");
    StringBuilder functions = new StringBuilder("_Z1fFiiiE");
    StringBuilder empty = new StringBuilder("_Z1f1AIJEJEE");
    for (int i = 0; i < 40; i++) {
      String before = RepeatedParts.reference(i + 1);
      String function = RepeatedParts.reference(i);
      types.append("S_I").append(before).append(before).append('E');
      functions.append('F').append(function).append(function).append('E');
      empty.append("S_IJ").append(before).append("EJ").append(before).append("EE");
    }
    return Stream.of(types.toString(), functions.toString(), empty.toString());
  }

  private static Stream<String> nesting() {
    return Stream.of(
            "P",
            "K",
            "PK",
            "F",
            "FP",
            "A1_",
            "M1A",
            "Dp",
            "1AI",
            "N1AI",
            "1AIJ",
            "1AIX",
            "1AIXng",
            "1AIXcl",
            "1AIXplLi1E",
            "Z1f",
            "Z1fE",
            "DT",
            "DTL",
            "DTcv",
            "DTst",
            "1AILZ1f",
            "UlS_",
            "1AITt",
            "1AITp",
            "1AIXrqX",
            "1AIXrQ",
            "T_",
            "CP",
            "U1aI",
            "Dv",
            "DB",
            "N1ACI1",
            "DTsr1AI",
            "DTdn1AI",
            "DTfl",
            "1AIXtl1B")
        .flatMap(
            part ->
                Stream.of(
                    "_Z1f" + part.repeat(MANY / part.length()),
                    "_Z" + part.repeat(MANY / part.length()),
                    "_Z1f" + part.repeat(100) + "i" + "E".repeat(200)));
  }

  private static Stream<String> packs() {
    String twice = "_Z1fIJ" + "i".repeat(2_000) + "EEvDp1AIJDpT_EE";
    String thrice = "_Z1fIJ" + "i".repeat(200) + "EEvDp1AIJDp1BIJDp1CIT_T_T_EEEEE";
    String cycle = "_ZN1AcvT_I1BIS1_EEEv";
    return Stream.of(twice, thrice, cycle, "_ZN1AcvT_IS1_EEv", "_ZN1AcvPT_IS2_EEv");
  }

  /** Local names within local names. */
  private static String scopes() {
    return "_" + "Z".repeat(400) + "1fv" + "E1xv".repeat(399);
  }

  /** Back references to back references, each twice. */
  private static String rust() {
    StringBuilder name = new StringBuilder("_RIC1aTuuE");
    int before = 3;
    for (int i = 0; i < 40; i++) {
      int here = name.length() - 2;
      String back = RepeatedParts.back(before);
      name.append('T').append(back).append(back).append('E');
      before = here;
    }
    return name.append('E').toString();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(60)
  void areLeftOrToldWithinBounds(String name) throws InterruptedException {
    for (DemangleMode mode : DemangleMode.values()) {
      String demangled = onSmallStack(name, mode);
      assertThat(demangled.length()).isLessThanOrEqualTo(Math.max(name.length(), Limits.OUTPUT));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TEMPLATES", "FULL"})
  void areLeftWhenTheyWouldPrintAsTooMuch(DemangleMode mode) {
    List<String> doubled = Stream.concat(doubling().limit(2), Stream.of(rust())).toList();
    for (String name : doubled) {
      boolean printed = mode == DemangleMode.TEMPLATES && name.startsWith("_Z");
      assertThat(Demangler.demangle(name, mode)).isEqualTo(printed ? "f" : name);
    }
  }

  private static String onSmallStack(String name, DemangleMode mode) throws InterruptedException {
    AtomicReference<String> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicLong allocated = new AtomicLong();
    Runnable demangling =
        () -> {
          long before = THREADS.getCurrentThreadAllocatedBytes();
          result.set(Demangler.demangle(name, mode));
          allocated.set(THREADS.getCurrentThreadAllocatedBytes() - before);
        };
    Thread thread = new Thread(null, demangling, "small", STACK_BYTES);
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
    thread.join();
    assertThat(failure.get()).isNull();
    assertThat(allocated.get()).isLessThan(HEAP_BYTES);
    return result.get();
  }
}
