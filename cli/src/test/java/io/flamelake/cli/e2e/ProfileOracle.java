package io.flamelake.cli.e2e;

import io.flamelake.ingest.testing.proto.Function;
import io.flamelake.ingest.testing.proto.Line;
import io.flamelake.ingest.testing.proto.Location;
import io.flamelake.ingest.testing.proto.Mapping;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a profile amounts to, worked out in the plainest way from the generated classes. */
final class ProfileOracle {
  /** What makes two frames the same. */
  private record Frame(
      String function, String systemName, String file, long line, long startLine, String mapping) {}

  private final Profile profile;
  private final Map<Long, Location> locations;
  private final Map<Long, Function> functions;
  private final Map<Long, Mapping> mappings;

  ProfileOracle(Profile profile) {
    this.profile = profile;
    this.locations =
        profile.getLocationList().stream().collect(Collectors.toMap(Location::getId, l -> l));
    this.functions =
        profile.getFunctionList().stream().collect(Collectors.toMap(Function::getId, f -> f));
    this.mappings =
        profile.getMappingList().stream().collect(Collectors.toMap(Mapping::getId, m -> m));
  }

  /** Sample type and unit of each value, as in {@code cpu:nanoseconds}. */
  List<String> types() {
    return profile.getSampleTypeList().stream()
        .map(type -> text(type.getType()) + ":" + text(type.getUnit()))
        .toList();
  }

  long sum(int type) {
    return profile.getSampleList().stream().mapToLong(sample -> sample.getValue(type)).sum();
  }

  /** Stacks with a value. */
  long distinctStacks(int type) {
    return profile.getSampleList().stream()
        .filter(sample -> sample.getValue(type) != 0)
        .map(this::frames)
        .distinct()
        .count();
  }

  /** Value by the leaf's label. */
  Map<String, Long> flat(int type) {
    return values(type, sample -> labels(sample).stream().limit(1).collect(Collectors.toSet()));
  }

  /** Value by each label on the stack, once per sample however often it stands there. */
  Map<String, Long> cumulative(int type) {
    return values(type, sample -> new HashSet<>(labels(sample)));
  }

  /**
   * What counters grew by from the first profile to the last, by the leaf's label; only what did. A
   * stack that is missing keeps its last value.
   */
  static Map<String, Long> growth(List<ProfileOracle> profiles, int type) {
    Map<List<Frame>, Long> newest = new HashMap<>();
    profiles.forEach(profile -> newest.putAll(profile.byStack(type)));
    profiles.getFirst().byStack(type).forEach((stack, v) -> newest.merge(stack, -v, Long::sum));
    Map<String, Long> growth = new HashMap<>();
    newest.forEach(
        (stack, value) -> {
          if (value != 0 && !stack.isEmpty()) {
            growth.merge(stack.getFirst().function(), value, Long::sum);
          }
        });
    return growth;
  }

  private Map<List<Frame>, Long> byStack(int type) {
    Map<List<Frame>, Long> values = new HashMap<>();
    for (Sample sample : profile.getSampleList()) {
      if (sample.getValueList().stream().anyMatch(value -> value != 0)) {
        values.merge(frames(sample), sample.getValue(type), Long::sum);
      }
    }
    return values;
  }

  private Map<String, Long> values(
      int type, java.util.function.Function<Sample, Set<String>> labels) {
    Map<String, Long> values = new HashMap<>();
    for (Sample sample : profile.getSampleList()) {
      if (sample.getValue(type) != 0) {
        labels
            .apply(sample)
            .forEach(label -> values.merge(label, sample.getValue(type), Long::sum));
      }
    }
    return values;
  }

  private List<String> labels(Sample sample) {
    return frames(sample).stream().map(Frame::function).toList();
  }

  private List<Frame> frames(Sample sample) {
    List<Frame> frames = new ArrayList<>();
    for (long id : sample.getLocationIdList()) {
      Location location = locations.get(id);
      Mapping mapping =
          mappings.getOrDefault(location.getMappingId(), Mapping.getDefaultInstance());
      if (location.getLineCount() == 0) {
        frames.add(unsymbolized(location, mapping));
      }
      for (Line line : location.getLineList()) {
        Function function = functions.get(line.getFunctionId());
        frames.add(
            new Frame(
                text(function.getName()),
                text(function.getSystemName()),
                text(function.getFilename()),
                line.getLine(),
                function.getStartLine(),
                text(mapping.getFilename())));
      }
    }
    return frames;
  }

  private Frame unsymbolized(Location location, Mapping mapping) {
    String file = text(mapping.getFilename());
    long address =
        mapping.getMemoryStart() == 0 && mapping.getMemoryLimit() == 0
            ? location.getAddress()
            : location.getAddress() - mapping.getMemoryStart() + mapping.getFileOffset();
    String name = file.substring(file.lastIndexOf('/') + 1);
    String label = (name.isEmpty() ? "" : name + "+") + "0x" + Long.toHexString(address);
    return new Frame(label, "", "", 0, 0, file);
  }

  private String text(long index) {
    return profile.getStringTable((int) index);
  }
}
