package io.flamelake.ingest.testing;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.StackDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values with a bit of everything, and their bytes in every encoding that was released. */
public final class StreamValues {

  public static final SeriesProfile PROFILE =
      new SeriesProfile(
          0x1122334455667788L,
          "cart",
          labels(),
          "process_cpu",
          -1,
          2,
          1_795_176_000_000_000_123L,
          1_795_176_000_000_000_123L,
          10_000_000_000L,
          "cpu",
          null,
          10_000_000,
          new String[] {"samples", "cpu"},
          new String[] {"count", ""},
          new byte[] {0, 1},
          new long[] {Long.MIN_VALUE, 7},
          new long[] {1, 300, -5, Long.MAX_VALUE},
          new String[] {"00f067aa0ba902b7", null},
          new String[] {null, "4bf92f3577b34da6a3ce929d0e0e4736"},
          9,
          "pprof",
          3,
          42,
          1_795_176_001_000L);

  public static final String PROFILE_BYTES_1 =
      "0000011601290000000563617274030d736572766963655f6e616d650563617274057a6f6e650106"
          + "c3a974c3a905f09f94a5370000000c70726f636573735f6370750463707500809698000000000002"
          + "0873616d706c6573046370750206636f756e7401020001067070726f668877665544332211ffffff"
          + "ffffffffff02000000000000007b804e8d0fbfe91800e40b54020000000900000000000000030000"
          + "002a00000000000000e8edd3f8a10100000200000000000000800700000000000000040100000000"
          + "0000002c01000000000000fbffffffffffffffffffffffffffff7f03021130306630363761613062"
          + "61393032623700020021346266393266333537376233346461366133636539323964306530653437"
          + "3336";

  public static final StackDefinition STACK =
      new StackDefinition(
          20_777, "cart", -2, 3, new byte[] {1, 0, -1}, 200, new String[] {"abc", "d"});

  public static final String STACK_BYTES_1 =
      "0000002b0129510000feffffffffffffff0300000000000000050000000563617274030100ffc801"
          + "02046162630264";

  private StreamValues() {}

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("service_name", "cart");
    labels.put("zone", "");
    labels.put("été", "🔥");
    return labels;
  }
}
