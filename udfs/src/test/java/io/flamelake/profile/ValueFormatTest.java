package io.flamelake.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected text is worked out from pprof's documentation of units and its own test's cases. */
class ValueFormatTest {
  @ParameterizedTest
  @CsvSource({
    "0, nanoseconds, 0",
    "1, nanoseconds, 1ns",
    "999, ns, 999ns",
    "1000, nanosecond, 1us",
    "1500, NANOSECONDS, 1.50us",
    "1250000000, nanoseconds, 1.25s",
    "59990000000, nanoseconds, 59.99s",
    "3599000000000, nanoseconds, 3599s",
    "5400000000000, nanoseconds, 1.50hrs",
    "10, milliseconds, 10ms",
    "3000, microseconds, 3ms",
    "2, seconds, 2s",
    "7200, s, 2hrs",
    "1, hours, 1hrs",
    "-1250000000, nanoseconds, -1.25s",
    "1023, bytes, 1023B",
    "1024, bytes, 1kB",
    "1536, byte, 1.50kB",
    "3565158, bytes, 3.40MB",
    "9223372036854775807, bytes, 8192PB",
    "-9223372036854775808, bytes, -9223372036854775808B",
    "5, kilobytes, 5kB",
    "42, count, 42",
    "42, samples, 42",
    "-7, '', -7",
    "9007199254740993, count, 9007199254740992",
    "1, microgcus, 1u*GCU",
  })
  void showsValuesAsPprofDoes(long value, String unit, String text) {
    assertThat(ValueFormat.format(value, unit)).isEqualTo(text);
  }
}
