package io.flamelake.ingest.testing;

import io.flamelake.ingest.testing.proto.Function;
import io.flamelake.ingest.testing.proto.Label;
import io.flamelake.ingest.testing.proto.Line;
import io.flamelake.ingest.testing.proto.Location;
import io.flamelake.ingest.testing.proto.Mapping;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.Sample;
import io.flamelake.ingest.testing.proto.ValueType;
import io.flamelake.stacks.testing.TestFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a valid profile says, read with generated protobuf classes: it shares no code with the
 * decoder. Frames have no kind, and samples whose values are all zero are left out.
 */
public final class PprofOracle {

  /** The labels that a sample adds to its series, its span and trace, and its stack's identity. */
  public record Key(Map<String, String> labels, String span, String trace, List<TestFrame> stack) {}

  private final Profile profile;
  private final Map<Long, Location> locations = new HashMap<>();
  private final Map<Long, Function> functions = new HashMap<>();
  private final Map<Long, Mapping> mappings = new HashMap<>();

  public PprofOracle(Profile profile) {
    this.profile = profile;
    profile.getLocationList().forEach(l -> locations.put(l.getId(), l));
    profile.getFunctionList().forEach(f -> functions.put(f.getId(), f));
    profile.getMappingList().forEach(m -> mappings.put(m.getId(), m));
  }

  /** Values by key, as lists in the order of the sample types. */
  public Map<Key, List<Long>> samples() {
    Map<Key, List<Long>> sums = new HashMap<>();
    for (Sample sample : profile.getSampleList()) {
      sums.merge(key(sample), sample.getValueList(), PprofOracle::add);
    }
    sums.values().removeIf(values -> values.stream().allMatch(v -> v == 0));
    return sums;
  }

  /** All frames of a sample, leaf first, as they should be shown. */
  public List<TestFrame> frames(Sample sample) {
    List<TestFrame> frames = new ArrayList<>();
    for (long id : sample.getLocationIdList()) {
      addFrames(locations.get(id), frames);
    }
    return frames;
  }

  public Profile profile() {
    return profile;
  }

  /** {@code type:unit} of each value. */
  public List<String> types() {
    return profile.getSampleTypeList().stream().map(this::type).toList();
  }

  private String type(ValueType type) {
    return string(type.getType()) + ":" + string(type.getUnit());
  }

  private Key key(Sample sample) {
    Map<String, String> labels = new TreeMap<>();
    for (Label label : sample.getLabelList()) {
      if (label.getStr() != 0) {
        labels.put(string(label.getKey()), string(label.getStr()));
      }
    }
    String trace = labels.remove("trace_id");
    String span = labels.remove("span_id");
    return new Key(labels, span, trace, identities(frames(sample)));
  }

  public static List<TestFrame> identities(List<TestFrame> frames) {
    return frames.stream().map(TestFrame::identity).toList();
  }

  private void addFrames(Location location, List<TestFrame> frames) {
    Mapping mapping = mappings.getOrDefault(location.getMappingId(), Mapping.getDefaultInstance());
    if (location.getLineCount() == 0) {
      frames.add(unsymbolized(location, mapping));
    }
    for (int i = 0; i < location.getLineCount(); i++) {
      Line line = location.getLine(i);
      Function function = functions.get(line.getFunctionId());
      frames.add(
          new TestFrame(
              text(function.getName()),
              systemName(function),
              text(function.getFilename()),
              number(line.getLine()),
              number(line.getColumn()),
              number(function.getStartLine()),
              text(mapping.getFilename()),
              text(mapping.getBuildId()),
              null,
              null,
              i < location.getLineCount() - 1));
    }
  }

  /** None where it is the name, however often the table has that. */
  private String systemName(Function function) {
    String systemName = text(function.getSystemName());
    return Objects.equals(systemName, text(function.getName())) ? null : systemName;
  }

  private TestFrame unsymbolized(Location location, Mapping mapping) {
    long address = location.getAddress() - mapping.getMemoryStart() + mapping.getFileOffset();
    String file = text(mapping.getFilename());
    String buildId = text(mapping.getBuildId());
    return new TestFrame(null, null, null, null, null, null, file, buildId, address, null, false);
  }

  private static List<Long> add(List<Long> a, List<Long> b) {
    List<Long> sum = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sum.add(a.get(i) + b.get(i));
    }
    return sum;
  }

  private String string(long index) {
    return profile.getStringTable((int) index);
  }

  private String text(long index) {
    String string = string(index);
    return string.isEmpty() ? null : string;
  }

  private static Long number(long value) {
    return value == 0 ? null : value;
  }
}
