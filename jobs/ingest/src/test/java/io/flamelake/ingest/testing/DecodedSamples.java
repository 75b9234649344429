package io.flamelake.ingest.testing;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.PprofOracle.Key;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings what a decoder told of one record into the form of {@link PprofOracle#samples}. */
public final class DecodedSamples {

  private DecodedSamples() {}

  public static Map<Key, List<Long>> of(CollectedOutput output) {
    Map<Long, List<TestFrame>> stacks = new HashMap<>();
    for (StackDefinition stack : output.stacks) {
      stacks.put(stack.stackId(), PprofOracle.identities(TestFrame.read(stack)));
    }
    Map<Key, List<Long>> samples = new HashMap<>();
    for (SeriesProfile profile : output.profiles) {
      Map<String, String> labels = new TreeMap<>(profile.labels());
      labels.remove("service_name");
      for (int i = 0; i < profile.stackCount(); i++) {
        Key key =
            new Key(
                labels,
                at(profile.spanIds(), i),
                at(profile.traceIds(), i),
                stacks.get(profile.stackIds()[i]));
        if (samples.put(key, values(profile, i)) != null) {
          throw new AssertionError("a row stands twice: " + key);
        }
      }
    }
    return samples;
  }

  private static List<Long> values(SeriesProfile profile, int stack) {
    List<Long> values = new ArrayList<>();
    for (int t = 0; t < profile.typeCount(); t++) {
      values.add(profile.value(t, stack));
    }
    return values;
  }

  private static String at(String[] texts, int i) {
    return texts == null ? null : texts[i];
  }
}
