package io.flamelake.ingest.otlp;

import java.util.Locale;

/**
 * The formats of original payloads that are decoded. OTLP leaves the list to its specification,
 * which gives examples only: {@code jfr}, {@code pprof}, {@code linux_perf}.
 */
enum PayloadFormat {
  PPROF,
  JFR,
  /** Text of one stack a line, which knows no types: those of the profile hold. */
  FOLDED;

  /** How messages list them. */
  static final String KNOWN = "pprof, jfr, folded, collapsed";

  /** The format of a name, in any case; null when it is none of them. */
  static PayloadFormat of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "pprof" -> PPROF;
      case "jfr" -> JFR;
      case "folded", "collapsed" -> FOLDED;
      default -> null;
    };
  }
}
