package io.flamelake.ingest.testing;

import io.flamelake.ingest.testing.proto.Function;
import io.flamelake.ingest.testing.proto.Label;
import io.flamelake.ingest.testing.proto.Line;
import io.flamelake.ingest.testing.proto.Location;
import io.flamelake.ingest.testing.proto.Mapping;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.Sample;
import io.flamelake.ingest.testing.proto.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Valid profiles of every shape, the same for the same seed. */
public final class RandomProfiles {

  private final Random random;
  private final Profile.Builder profile = Profile.newBuilder();
  private final List<Long> mappings = new ArrayList<>();
  private final List<Long> functions = new ArrayList<>();
  private final List<Long> locations = new ArrayList<>();

  private RandomProfiles(long seed) {
    random = new Random(seed);
  }

  public static Profile of(long seed) {
    return new RandomProfiles(seed).build();
  }

  private Profile build() {
    profile.addStringTable("");
    List.of("cpu", "count", "k", "trace_id", "span_id", "été 🔥", "main.go", "[vdso]")
        .forEach(profile::addStringTable);
    times(30, () -> profile.addStringTable("s" + random.nextInt(25)));
    times(1 + random.nextInt(3), this::addType);
    profile.setTimeNanos(Records.TIME_NANOS + random.nextInt());
    times(random.nextInt(4), this::addMapping);
    times(1 + random.nextInt(12), this::addFunction);
    times(1 + random.nextInt(15), this::addLocation);
    times(random.nextInt(40), this::addSample);
    return profile.build();
  }

  private static void times(int count, Runnable action) {
    for (int i = 0; i < count; i++) {
      action.run();
    }
  }

  private void addType() {
    profile.addSampleType(ValueType.newBuilder().setType(some(1, 2)).setUnit(2));
  }

  private void addMapping() {
    long start = random.nextBoolean() ? 0 : random.nextInt(1000);
    profile.addMapping(
        Mapping.newBuilder()
            .setId(newId(mappings))
            .setMemoryStart(start)
            .setFileOffset(random.nextInt(1000))
            .setFilename(text())
            .setBuildId(random.nextBoolean() ? 0 : text()));
  }

  /** Every function has a name, for what nameless ones become is a rule of the decoder's own. */
  private void addFunction() {
    int name = some(1, profile.getStringTableCount() - 1);
    profile.addFunction(
        Function.newBuilder()
            .setId(newId(functions))
            .setName(name)
            .setSystemName(random.nextBoolean() ? name : text())
            .setFilename(text())
            .setStartLine(random.nextInt(3)));
  }

  private void addLocation() {
    Location.Builder location =
        Location.newBuilder()
            .setId(newId(locations))
            .setAddress(1000 + random.nextInt(2000))
            .setMappingId(mappings.isEmpty() || random.nextInt(4) == 0 ? 0 : one(mappings));
    times(
        random.nextInt(4),
        () ->
            location.addLine(
                Line.newBuilder()
                    .setFunctionId(one(functions))
                    .setLine(random.nextInt(4) - 1)
                    .setColumn(random.nextInt(2))));
    profile.addLocation(location);
  }

  private void addSample() {
    Sample.Builder sample = Sample.newBuilder();
    times(random.nextInt(6), () -> sample.addLocationId(one(locations)));
    times(profile.getSampleTypeCount(), () -> sample.addValue(random.nextInt(7) * 100L - 300));
    if (random.nextInt(3) == 0) {
      sample.addLabel(Label.newBuilder().setKey(3).setStr(some(9, 12)));
    }
    if (random.nextInt(4) == 0) {
      sample.addLabel(Label.newBuilder().setKey(some(4, 5)).setStr(some(9, 12)));
    }
    if (random.nextInt(4) == 0) {
      sample.addLabel(Label.newBuilder().setKey(3).setNum(random.nextLong()).setNumUnit(2));
    }
    profile.addSample(sample);
  }

  private int text() {
    return random.nextInt(profile.getStringTableCount());
  }

  private int some(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  private long one(List<Long> ids) {
    return ids.get(random.nextInt(ids.size()));
  }

  /** Ids counted from 1, dense ones, or any 64 bits. */
  private long newId(List<Long> ids) {
    long id =
        switch (random.nextInt(3)) {
          case 0 -> random.nextLong();
          case 1 -> 1 + random.nextInt(500);
          default -> ids.size() + 1L;
        };
    if (id == 0 || ids.contains(id)) {
      return newId(ids);
    }
    ids.add(id);
    return id;
  }
}
