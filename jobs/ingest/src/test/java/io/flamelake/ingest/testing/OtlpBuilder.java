package io.flamelake.ingest.testing;

import com.google.protobuf.ByteString;
import io.flamelake.stacks.record.RawRecord;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Builds OTLP requests by names instead of indexes; the profile built now is the last one. */
public final class OtlpBuilder {

  public final ExportProfilesServiceRequest.Builder request =
      ExportProfilesServiceRequest.newBuilder();
  public final ProfilesDictionary.Builder dictionary = request.getDictionaryBuilder();
  private final Map<String, Integer> strings = new HashMap<>();
  private final Map<Object, Integer> entries = new HashMap<>();

  public OtlpBuilder() {
    string("");
    dictionary.addMappingTable(Mapping.getDefaultInstance());
    dictionary.addLocationTable(Location.getDefaultInstance());
    dictionary.addFunctionTable(Function.getDefaultInstance());
    dictionary.addLinkTable(link("00".repeat(16), "00".repeat(8)));
    dictionary.addAttributeTable(KeyValueAndUnit.getDefaultInstance());
    dictionary.addStackTable(Stack.getDefaultInstance());
  }

  /** One profile of ten seconds as the eBPF profiler sends it, of a service. */
  public static OtlpBuilder cpu() {
    return new OtlpBuilder()
        .resource("service.name", "api")
        .profile("samples", "count")
        .period("cpu", "nanoseconds", 10_000_000)
        .duration(10_000_000_000L);
  }

  public int string(String text) {
    return strings.computeIfAbsent(
        text,
        t -> {
          dictionary.addStringTable(t);
          return dictionary.getStringTableCount() - 1;
        });
  }

  /** Starts a resource with a scope. */
  public OtlpBuilder resource(String... attributes) {
    ResourceProfiles.Builder resource = request.addResourceProfilesBuilder();
    resource.addScopeProfilesBuilder();
    for (int i = 0; i < attributes.length; i += 2) {
      resource
          .getResourceBuilder()
          .addAttributes(
              KeyValue.newBuilder()
                  .setKey(attributes[i])
                  .setValue(AnyValue.newBuilder().setStringValue(attributes[i + 1])));
    }
    return this;
  }

  public ResourceProfiles.Builder lastResource() {
    return request.getResourceProfilesBuilder(request.getResourceProfilesCount() - 1);
  }

  public ScopeProfiles.Builder scope() {
    return lastResource().getScopeProfilesBuilder(lastResource().getScopeProfilesCount() - 1);
  }

  public Profile.Builder profile() {
    return scope().getProfilesBuilder(scope().getProfilesCount() - 1);
  }

  /** Starts a profile. */
  public OtlpBuilder profile(String type, String unit) {
    scope()
        .addProfilesBuilder()
        .setSampleType(valueType(type, unit))
        .setTimeUnixNano(Records.TIME_NANOS);
    return this;
  }

  public OtlpBuilder period(String type, String unit, long period) {
    profile().setPeriodType(valueType(type, unit)).setPeriod(period);
    return this;
  }

  public OtlpBuilder duration(long nanos) {
    profile().setDurationNano(nanos);
    return this;
  }

  public OtlpBuilder time(long nanos) {
    profile().setTimeUnixNano(nanos);
    return this;
  }

  private ValueType valueType(String type, String unit) {
    return ValueType.newBuilder()
        .setTypeStrindex(string(type))
        .setUnitStrindex(string(unit))
        .build();
  }

  /** Adds a sample of frames leaf first, {@code a;b;c}, with values. */
  public OtlpBuilder sample(String frames, long... values) {
    return sampleOf(stack(frames), values);
  }

  public OtlpBuilder sampleOf(int stack, long... values) {
    Sample.Builder sample = profile().addSamplesBuilder().setStackIndex(stack);
    for (long value : values) {
      sample.addValues(value);
    }
    return this;
  }

  /** The sample added last. */
  public Sample.Builder sample() {
    return profile().getSamplesBuilder(profile().getSamplesCount() - 1);
  }

  /** Gives the sample added last so many timestamps. */
  public OtlpBuilder timestamps(int count) {
    for (int i = 0; i < count; i++) {
      sample().addTimestampsUnixNano(Records.TIME_NANOS + i);
    }
    return this;
  }

  /** Gives the sample added last an attribute. */
  public OtlpBuilder attribute(String key, String value) {
    sample().addAttributeIndices(attributeIndex(key, value));
    return this;
  }

  public int attributeIndex(String key, String value) {
    return attributeIndex(key, AnyValue.newBuilder().setStringValueStrindex(string(value)).build());
  }

  public int attributeIndex(String key, AnyValue value) {
    return entry(KeyValueAndUnit.newBuilder().setKeyStrindex(string(key)).setValue(value).build());
  }

  /** Gives the sample added last a link of ids in hex. */
  public OtlpBuilder linked(String trace, String span) {
    sample().setLinkIndex(entry(link(trace, span)));
    return this;
  }

  private static Link link(String trace, String span) {
    return Link.newBuilder()
        .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(trace)))
        .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(span)))
        .build();
  }

  /** A stack of functions, leaf first, {@code a;b;c}. */
  public int stack(String frames) {
    Stack.Builder stack = Stack.newBuilder();
    for (String name : frames.split(";")) {
      stack.addLocationIndices(location(name));
    }
    return entry(stack.build());
  }

  /** A stack of locations, leaf first. */
  public int stackOf(Integer... locations) {
    return entry(Stack.newBuilder().addAllLocationIndices(List.of(locations)).build());
  }

  /** A location with one line, of this function. */
  public int location(String function) {
    return entry(
        Location.newBuilder().addLines(Line.newBuilder().setFunctionIndex(function(function))));
  }

  public int function(String name) {
    return entry(Function.newBuilder().setNameStrindex(string(name)).build());
  }

  public int entry(Location.Builder location) {
    return entry(location.build());
  }

  /** Adds an entry to the table that it belongs to, unless it is there, and returns its index. */
  public int entry(Object entry) {
    return entries.computeIfAbsent(entry, this::add);
  }

  private int add(Object entry) {
    if (entry instanceof Mapping mapping) {
      return dictionary.addMappingTable(mapping).getMappingTableCount() - 1;
    } else if (entry instanceof Location location) {
      return dictionary.addLocationTable(location).getLocationTableCount() - 1;
    } else if (entry instanceof Function function) {
      return dictionary.addFunctionTable(function).getFunctionTableCount() - 1;
    } else if (entry instanceof Link link) {
      return dictionary.addLinkTable(link).getLinkTableCount() - 1;
    } else if (entry instanceof KeyValueAndUnit attribute) {
      return dictionary.addAttributeTable(attribute).getAttributeTableCount() - 1;
    }
    return dictionary.addStackTable((Stack) entry).getStackTableCount() - 1;
  }

  public ExportProfilesServiceRequest build() {
    return request.build();
  }

  public byte[] bytes() {
    return build().toByteArray();
  }

  /** A record of the Collector's topic. */
  public RawRecord record() {
    return record(bytes());
  }

  /** A record of the Collector's topic with any value. */
  public static RawRecord record(byte[] value) {
    return new RawRecord("otlp_profiles", 3, 42, Records.TIMESTAMP_MILLIS, new HashMap<>(), value);
  }
}
