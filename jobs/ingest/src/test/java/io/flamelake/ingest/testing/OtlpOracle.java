package io.flamelake.ingest.testing;

import io.flamelake.stacks.testing.TestFrame;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a valid request says, read with OpenTelemetry's own classes: it shares no code with the
 * decoder. Frames have no kind, and samples whose value is zero are left out.
 */
public final class OtlpOracle {

  /** What tells the rows of {@code samples} apart; profiles must have different times. */
  public record Key(
      long time, Map<String, String> labels, String span, String trace, List<TestFrame> stack) {}

  private static final Set<String> NOT_OF_SAMPLES =
      Set.of("thread.name", "thread.id", "process.pid", "process.parent_pid");
  private static final Set<String> NEVER =
      Set.of("process.command", "process.command_line", "process.command_args");
  private static final Set<String> NATIVE = Set.of("native", "kernel", "go", "rust");
  private static final Set<String> INTERPRETED =
      Set.of("jvm", "cpython", "v8js", "ruby", "php", "perl", "dotnet", "beam", "luajit");

  private static final String PATH = "process.executable.path";

  /** Stands beside attributes for the last part of the first path that has one. */
  private static final String FILE = "\0file";

  private final ExportProfilesServiceRequest request;
  private final ProfilesDictionary dictionary;
  private final Map<Key, Long> samples = new HashMap<>();

  private OtlpOracle(ExportProfilesServiceRequest request) {
    this.request = request;
    this.dictionary = request.getDictionary();
  }

  /** The values of all profiles of a request. */
  public static Map<Key, Long> samples(ExportProfilesServiceRequest request) {
    OtlpOracle oracle = new OtlpOracle(request);
    oracle.readAll();
    oracle.samples.values().removeIf(value -> value == 0);
    return oracle.samples;
  }

  private void readAll() {
    for (ResourceProfiles resource : request.getResourceProfilesList()) {
      for (ScopeProfiles scope : resource.getScopeProfilesList()) {
        for (Profile profile : scope.getProfilesList()) {
          Map<String, String> told = new TreeMap<>();
          resource.getResource().getAttributesList().forEach(a -> put(told, a));
          put(told, scope.getScope());
          attributes(profile.getAttributeIndicesList()).forEach(a -> put(told, a));
          profile.getSamplesList().forEach(sample -> read(profile, told, sample));
        }
      }
    }
  }

  private void put(Map<String, String> told, InstrumentationScope scope) {
    putShown(told, "otel.scope.name", scope.getName());
    putShown(told, "otel.scope.version", scope.getVersion());
    scope.getAttributesList().forEach(a -> put(told, a));
  }

  private void put(Map<String, String> told, KeyValue attribute) {
    String key =
        attribute.getKey().isEmpty() ? string(attribute.getKeyStrindex()) : attribute.getKey();
    putShown(told, key, text(attribute.getValue()));
  }

  private void put(Map<String, String> told, KeyValueAndUnit attribute) {
    putShown(told, string(attribute.getKeyStrindex()), text(attribute.getValue()));
  }

  private static void putShown(Map<String, String> told, String key, String value) {
    if (!key.isEmpty() && !value.isEmpty() && !key.startsWith("pprof.") && !NEVER.contains(key)) {
      told.putIfAbsent(key, value);
      if (key.equals(PATH)) {
        told.merge(FILE, base(value), (first, next) -> first.isEmpty() ? next : first);
      }
    }
  }

  private void read(Profile profile, Map<String, String> told, Sample sample) {
    Map<String, String> own = new TreeMap<>();
    for (KeyValueAndUnit attribute : attributes(sample.getAttributeIndicesList())) {
      String key = string(attribute.getKeyStrindex());
      String value = isString(attribute.getValue()) ? text(attribute.getValue()) : "";
      if (!NOT_OF_SAMPLES.contains(key)) {
        putShown(own, key, value);
      }
    }
    String span = own.remove("span_id");
    String trace = own.remove("trace_id");
    Link link = dictionary.getLinkTable(sample.getLinkIndex());
    Map<String, String> labels = new TreeMap<>(own);
    labels.putAll(told);
    labels.remove("service.name");
    labels.remove(FILE);
    labels.put("service_name", service(told, own));
    Key key =
        new Key(
            profile.getTimeUnixNano(),
            labels,
            id(link.getSpanId().toByteArray(), span),
            id(link.getTraceId().toByteArray(), trace),
            PprofOracle.identities(frames(sample)));
    samples.merge(key, value(profile, sample), Long::sum);
  }

  private String service(Map<String, String> told, Map<String, String> own) {
    List<String> candidates = new ArrayList<>();
    candidates.add(own.get("service.name"));
    for (Map<String, String> attributes : List.of(told, own)) {
      candidates.add(attributes.get("service.name"));
      candidates.add(attributes.get("process.executable.name"));
      candidates.add(attributes.get(FILE));
    }
    if (request.getResourceProfilesCount() == 1 && dictionary.getMappingTableCount() > 1) {
      candidates.add(base(string(dictionary.getMappingTable(1).getFilenameStrindex())));
    }
    return candidates.stream()
        .filter(c -> c != null && !c.isEmpty())
        .findFirst()
        .orElse("unknown_service");
  }

  private static String base(String path) {
    return path.replaceAll(".*[/\\\\]", "");
  }

  private static String id(byte[] bytes, String otherwise) {
    String hex = HexFormat.of().formatHex(bytes);
    return hex.matches("0*") ? otherwise : hex;
  }

  private long value(Profile profile, Sample sample) {
    if (sample.getValuesCount() > 0) {
      return sample.getValuesList().stream().mapToLong(v -> v).sum();
    }
    boolean ofPeriod =
        typeText(profile, true).equals(typeText(profile, false)) && profile.getPeriod() > 0;
    return sample.getTimestampsUnixNanoCount() * (ofPeriod ? profile.getPeriod() : 1);
  }

  private String typeText(Profile profile, boolean ofPeriod) {
    var type = ofPeriod ? profile.getPeriodType() : profile.getSampleType();
    return string(type.getTypeStrindex()) + " " + string(type.getUnitStrindex());
  }

  private List<TestFrame> frames(Sample sample) {
    List<TestFrame> frames = new ArrayList<>();
    for (int index : dictionary.getStackTable(sample.getStackIndex()).getLocationIndicesList()) {
      Location location = dictionary.getLocationTable(index);
      if (location.getLinesCount() == 0) {
        frames.add(frame(location, Line.getDefaultInstance(), false));
      }
      for (int i = 0; i < location.getLinesCount(); i++) {
        frames.add(frame(location, location.getLines(i), i < location.getLinesCount() - 1));
      }
    }
    return frames;
  }

  private TestFrame frame(Location location, Line line, boolean inlined) {
    Mapping mapping = dictionary.getMappingTable(location.getMappingIndex());
    Function function = dictionary.getFunctionTable(line.getFunctionIndex());
    String file = shown(mapping.getFilenameStrindex());
    if (!function.equals(Function.getDefaultInstance())) {
      return new TestFrame(
          shown(function.getNameStrindex()),
          systemName(function),
          shown(function.getFilenameStrindex()),
          number(line.getLine()),
          number(line.getColumn()),
          number(function.getStartLine()),
          file,
          null,
          null,
          null,
          inlined);
    }
    if (INTERPRETED.contains(frameType(location))) {
      long at = line.getLine() == 0 ? location.getAddress() : line.getLine();
      return new TestFrame(
          null, null, null, number(at), null, null, file, null, null, null, inlined);
    }
    return new TestFrame(
        null,
        null,
        null,
        null,
        null,
        null,
        file,
        buildId(mapping),
        location.getAddress(),
        null,
        inlined);
  }

  /** None where it is the name, however often the table has that. */
  private String systemName(Function function) {
    String systemName = shown(function.getSystemNameStrindex());
    return Objects.equals(systemName, shown(function.getNameStrindex())) ? null : systemName;
  }

  private String frameType(Location location) {
    for (KeyValueAndUnit attribute : attributes(location.getAttributeIndicesList())) {
      if (string(attribute.getKeyStrindex()).equals("profile.frame.type")) {
        return text(attribute.getValue());
      }
    }
    return NATIVE.iterator().next();
  }

  private String buildId(Mapping mapping) {
    for (String kind : List.of("gnu", "go", "htlhash")) {
      for (KeyValueAndUnit attribute : attributes(mapping.getAttributeIndicesList())) {
        if (string(attribute.getKeyStrindex()).equals("process.executable.build_id." + kind)) {
          return text(attribute.getValue());
        }
      }
    }
    return null;
  }

  private List<KeyValueAndUnit> attributes(List<Integer> indexes) {
    return indexes.stream().map(dictionary::getAttributeTable).toList();
  }

  private static boolean isString(AnyValue value) {
    return value.hasStringValue() || value.hasStringValueStrindex();
  }

  private String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case STRING_VALUE_STRINDEX -> string(value.getStringValueStrindex());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      default -> "";
    };
  }

  private String string(int index) {
    return dictionary.getStringTable(index);
  }

  private String shown(int index) {
    return string(index).isEmpty() ? null : string(index);
  }

  private static Long number(long value) {
    return value == 0 ? null : value;
  }
}
