package io.flamelake.ingest.testing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.profiles.v1development.Function;
import io.opentelemetry.proto.profiles.v1development.KeyValueAndUnit;
import io.opentelemetry.proto.profiles.v1development.Line;
import io.opentelemetry.proto.profiles.v1development.Link;
import io.opentelemetry.proto.profiles.v1development.Location;
import io.opentelemetry.proto.profiles.v1development.Mapping;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.Sample;
import io.opentelemetry.proto.profiles.v1development.ScopeProfiles;
import io.opentelemetry.proto.profiles.v1development.Stack;
import io.opentelemetry.proto.profiles.v1development.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Valid OTLP requests of every shape, the same for the same seed. */
public final class RandomRequests {

  private static final List<String> KEYS =
      List.of(
          "service.name",
          "process.executable.name",
          "process.executable.path",
          "process.executable.build_id.gnu",
          "process.executable.build_id.go",
          "process.executable.build_id.htlhash",
          "profile.frame.type",
          "thread.name",
          "process.pid",
          "process.command_line",
          "pprof.comment",
          "trace_id",
          "span_id",
          "endpoint",
          "k8s.pod.name");
  private static final List<String> TYPES =
      List.of("native", "kernel", "go", "jvm", "cpython", "v8js", "unheard-of");
  private static final int FIRST_VALUE = 4 + KEYS.size() + TYPES.size();

  private final Random random;
  private final ProfilesDictionary.Builder dictionary = ProfilesDictionary.newBuilder();
  private int profiles;

  private RandomRequests(long seed) {
    random = new Random(seed);
  }

  public static ExportProfilesServiceRequest of(long seed) {
    return new RandomRequests(seed).build();
  }

  private ExportProfilesServiceRequest build() {
    addStrings();
    dictionary.addMappingTable(Mapping.getDefaultInstance());
    dictionary.addLocationTable(Location.getDefaultInstance());
    dictionary.addFunctionTable(Function.getDefaultInstance());
    dictionary.addLinkTable(Link.getDefaultInstance());
    dictionary.addAttributeTable(KeyValueAndUnit.getDefaultInstance());
    dictionary.addStackTable(Stack.getDefaultInstance());
    times(random.nextInt(25), this::addAttribute);
    times(random.nextInt(4), this::addMapping);
    times(random.nextInt(10), this::addFunction);
    times(random.nextInt(15), this::addLocation);
    times(random.nextInt(10), this::addStack);
    times(random.nextInt(5), this::addLink);
    ExportProfilesServiceRequest.Builder request = ExportProfilesServiceRequest.newBuilder();
    times(1 + random.nextInt(3), () -> request.addResourceProfiles(resource()));
    return request.setDictionary(dictionary).build();
  }

  private void addStrings() {
    List.of("", "cpu", "nanoseconds", "été 🔥/x\"\\").forEach(dictionary::addStringTable);
    KEYS.forEach(dictionary::addStringTable);
    TYPES.forEach(dictionary::addStringTable);
    times(20, () -> dictionary.addStringTable("/s/" + random.nextInt(25)));
  }

  private static void times(int count, Runnable action) {
    for (int i = 0; i < count; i++) {
      action.run();
    }
  }

  private void addAttribute() {
    int key = random.nextInt(KEYS.size());
    KeyValueAndUnit.Builder attribute = KeyValueAndUnit.newBuilder().setKeyStrindex(4 + key);
    if (KEYS.get(key).equals("profile.frame.type")) {
      attribute.setValue(
          AnyValue.newBuilder()
              .setStringValueStrindex(4 + KEYS.size() + random.nextInt(TYPES.size())));
    } else {
      attribute.setValue(KEYS.get(key).contains("build_id") ? someString() : someValue());
    }
    dictionary.addAttributeTable(attribute.setUnitStrindex(text()));
  }

  private AnyValue someString() {
    return random.nextBoolean()
        ? AnyValue.newBuilder().setStringValueStrindex(value()).build()
        : AnyValue.newBuilder().setStringValue("v" + random.nextInt(5)).build();
  }

  private AnyValue someValue() {
    AnyValue.Builder value = AnyValue.newBuilder();
    return switch (random.nextInt(8)) {
      case 0 -> value.setIntValue(random.nextLong()).build();
      case 1 -> value.setBoolValue(random.nextBoolean()).build();
      case 2 -> value.setDoubleValue(random.nextInt(9) + 0.5).build();
      case 3 -> value.setArrayValue(ArrayValue.newBuilder().addValues(someString())).build();
      case 4 -> value.build();
      default -> someString();
    };
  }

  private void addMapping() {
    dictionary.addMappingTable(
        Mapping.newBuilder()
            .setMemoryStart(random.nextInt(1000))
            .setMemoryLimit(5000)
            .setFileOffset(random.nextInt(1000))
            .setFilenameStrindex(text())
            .addAllAttributeIndices(attributes()));
  }

  /** Every function has a name, for what nameless ones become is a rule of the decoder's own. */
  private void addFunction() {
    int name = value();
    dictionary.addFunctionTable(
        Function.newBuilder()
            .setNameStrindex(name)
            .setSystemNameStrindex(random.nextBoolean() ? name : text())
            .setFilenameStrindex(text())
            .setStartLine(random.nextInt(3)));
  }

  private void addLocation() {
    Location.Builder location =
        Location.newBuilder()
            .setMappingIndex(random.nextInt(dictionary.getMappingTableCount()))
            .setAddress(random.nextInt(5) == 0 ? random.nextLong() : random.nextInt(4))
            .addAllAttributeIndices(attributes());
    times(
        random.nextInt(3),
        () ->
            location.addLines(
                Line.newBuilder()
                    .setFunctionIndex(random.nextInt(dictionary.getFunctionTableCount()))
                    .setLine(random.nextInt(4) - 1)
                    .setColumn(random.nextInt(2))));
    dictionary.addLocationTable(location);
  }

  private void addStack() {
    Stack.Builder stack = Stack.newBuilder();
    times(
        random.nextInt(6),
        () -> stack.addLocationIndices(random.nextInt(dictionary.getLocationTableCount())));
    dictionary.addStackTable(stack);
  }

  private void addLink() {
    byte[] trace = new byte[16];
    byte[] span = new byte[8];
    trace[15] = (byte) random.nextInt(2);
    span[0] = (byte) -random.nextInt(2);
    dictionary.addLinkTable(
        Link.newBuilder()
            .setTraceId(ByteString.copyFrom(trace))
            .setSpanId(ByteString.copyFrom(span)));
  }

  private ResourceProfiles resource() {
    ResourceProfiles.Builder resource = ResourceProfiles.newBuilder();
    times(random.nextInt(4), () -> resource.getResourceBuilder().addAttributes(keyValue()));
    times(random.nextInt(3), () -> resource.addScopeProfiles(scope()));
    if (profiles == 0) {
      resource.addScopeProfiles(ScopeProfiles.newBuilder().addProfiles(profile()));
    }
    return resource.build();
  }

  private KeyValue keyValue() {
    KeyValue.Builder attribute = KeyValue.newBuilder().setValue(someValue());
    int key = random.nextInt(KEYS.size());
    return random.nextBoolean()
        ? attribute.setKey(KEYS.get(key)).build()
        : attribute.setKeyStrindex(4 + key).build();
  }

  private ScopeProfiles scope() {
    ScopeProfiles.Builder scope = ScopeProfiles.newBuilder();
    if (random.nextBoolean()) {
      scope.getScopeBuilder().setName("scope").setVersion("1." + random.nextInt(2));
      times(random.nextInt(2), () -> scope.getScopeBuilder().addAttributes(keyValue()));
    }
    times(random.nextInt(3), () -> scope.addProfiles(profile()));
    return scope.build();
  }

  private Profile profile() {
    Profile.Builder profile =
        Profile.newBuilder()
            .setSampleType(ValueType.newBuilder().setTypeStrindex(1).setUnitStrindex(2))
            .setTimeUnixNano(Records.TIME_NANOS + profiles++)
            .setDurationNano(random.nextInt(3))
            .setPeriod(random.nextInt(100))
            .addAllAttributeIndices(random.nextBoolean() ? List.of() : attributes())
            .setProfileId(ByteString.copyFrom(new byte[] {1, 2, 3}));
    if (random.nextBoolean()) {
      profile.setPeriodType(
          ValueType.newBuilder().setTypeStrindex(1).setUnitStrindex(2 - random.nextInt(2)));
    }
    times(random.nextInt(20), () -> profile.addSamples(sample()));
    return profile.build();
  }

  private Sample sample() {
    Sample.Builder sample =
        Sample.newBuilder()
            .setStackIndex(random.nextInt(dictionary.getStackTableCount()))
            .setLinkIndex(random.nextBoolean() ? 0 : random.nextInt(dictionary.getLinkTableCount()))
            .addAllAttributeIndices(random.nextBoolean() ? List.of() : attributes());
    int observations = 1 + random.nextInt(3);
    int shape = random.nextInt(3);
    for (int i = 0; i < observations; i++) {
      if (shape != 0) {
        sample.addValues(random.nextInt(7) * 100L - 300);
      }
      if (shape != 1) {
        sample.addTimestampsUnixNano(Records.TIME_NANOS + i);
      }
    }
    return sample.build();
  }

  /** Indexes of attributes whose keys are distinct, as they must be. */
  private List<Integer> attributes() {
    List<Integer> indexes = new ArrayList<>();
    Set<Integer> keys = new HashSet<>();
    times(
        random.nextInt(4),
        () -> {
          int index = random.nextInt(dictionary.getAttributeTableCount());
          if (keys.add(dictionary.getAttributeTable(index).getKeyStrindex())) {
            indexes.add(index);
          }
        });
    return indexes;
  }

  /** Any string that is not a key or a frame type. */
  private int text() {
    return random.nextInt(3) == 0 ? 0 : value();
  }

  private int value() {
    return random.nextInt(10) == 0
        ? 3
        : FIRST_VALUE + random.nextInt(dictionary.getStringTableCount() - FIRST_VALUE);
  }
}
