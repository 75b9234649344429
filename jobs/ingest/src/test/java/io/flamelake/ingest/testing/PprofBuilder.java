package io.flamelake.ingest.testing;

import io.flamelake.ingest.testing.proto.Function;
import io.flamelake.ingest.testing.proto.Label;
import io.flamelake.ingest.testing.proto.Line;
import io.flamelake.ingest.testing.proto.Location;
import io.flamelake.ingest.testing.proto.Mapping;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.Sample;
import io.flamelake.ingest.testing.proto.ValueType;
import java.util.HashMap;
import java.util.Map;

/** Builds pprof messages by names instead of indexes. */
public final class PprofBuilder {

  private final Profile.Builder profile = Profile.newBuilder();
  private final Map<String, Integer> strings = new HashMap<>();
  private final Map<String, Long> locations = new HashMap<>();

  public PprofBuilder() {
    string("");
    profile.setTimeNanos(Records.TIME_NANOS);
  }

  /** A CPU profile of ten seconds with one sample type. */
  public static PprofBuilder cpu() {
    return new PprofBuilder()
        .type("cpu", "nanoseconds")
        .period("cpu", "nanoseconds", 10_000_000)
        .duration(10_000_000_000L);
  }

  public int string(String text) {
    return strings.computeIfAbsent(
        text,
        t -> {
          profile.addStringTable(t);
          return profile.getStringTableCount() - 1;
        });
  }

  public PprofBuilder type(String type, String unit) {
    profile.addSampleType(valueType(type, unit));
    return this;
  }

  public PprofBuilder period(String type, String unit, long period) {
    profile.setPeriodType(valueType(type, unit)).setPeriod(period);
    return this;
  }

  public PprofBuilder duration(long nanos) {
    profile.setDurationNanos(nanos);
    return this;
  }

  public PprofBuilder time(long nanos) {
    profile.setTimeNanos(nanos);
    return this;
  }

  private ValueType valueType(String type, String unit) {
    return ValueType.newBuilder().setType(string(type)).setUnit(string(unit)).build();
  }

  /** Adds a function named {@code name}, in a file called after it, and returns its id. */
  public long function(String name) {
    return function(name, name, name + ".go", 1);
  }

  public long function(String name, String systemName, String file, long startLine) {
    long id = profile.getFunctionCount() + 1L;
    profile.addFunction(
        Function.newBuilder()
            .setId(id)
            .setName(string(name))
            .setSystemName(string(systemName))
            .setFilename(string(file))
            .setStartLine(startLine));
    return id;
  }

  public long mapping(String file, String buildId, long start, long limit, long offset) {
    long id = profile.getMappingCount() + 1L;
    profile.addMapping(
        Mapping.newBuilder()
            .setId(id)
            .setFilename(string(file))
            .setBuildId(string(buildId))
            .setMemoryStart(start)
            .setMemoryLimit(limit)
            .setFileOffset(offset));
    return id;
  }

  /** Adds a location without lines and returns its id. */
  public long address(long mappingId, long address) {
    return location(Location.newBuilder().setMappingId(mappingId).setAddress(address));
  }

  /** Adds a location with a line for each function, the innermost first, and returns its id. */
  public long location(String... functions) {
    Location.Builder location = Location.newBuilder();
    for (String function : functions) {
      location.addLine(Line.newBuilder().setFunctionId(function(function)).setLine(7));
    }
    return location(location);
  }

  public long location(Location.Builder location) {
    long id = profile.getLocationCount() + 1L;
    profile.addLocation(location.setId(id));
    return id;
  }

  /** Adds a sample of a stack of functions, leaf first, each in a location of its own. */
  public PprofBuilder sample(String stack, long... values) {
    Sample.Builder sample = Sample.newBuilder();
    for (String function : stack.isEmpty() ? new String[0] : stack.split(";", -1)) {
      sample.addLocationId(locations.computeIfAbsent(function, f -> location(f)));
    }
    for (long value : values) {
      sample.addValue(value);
    }
    profile.addSample(sample);
    return this;
  }

  public PprofBuilder sampleOf(long[] locationIds, long... values) {
    Sample.Builder sample = Sample.newBuilder();
    for (long id : locationIds) {
      sample.addLocationId(id);
    }
    for (long value : values) {
      sample.addValue(value);
    }
    profile.addSample(sample);
    return this;
  }

  /** Adds a string label to the last sample. */
  public PprofBuilder label(String key, String value) {
    return label(Label.newBuilder().setKey(string(key)).setStr(string(value)));
  }

  /** Adds a numeric label to the last sample. */
  public PprofBuilder label(String key, long value) {
    return label(Label.newBuilder().setKey(string(key)).setNum(value));
  }

  public PprofBuilder label(Label.Builder label) {
    profile.getSampleBuilder(profile.getSampleCount() - 1).addLabel(label);
    return this;
  }

  /** The message as it is now, for changes that the methods here do not have. */
  public Profile.Builder raw() {
    return profile;
  }

  public Profile build() {
    return profile.build();
  }

  public byte[] bytes() {
    return build().toByteArray();
  }
}
