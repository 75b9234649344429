package io.flamelake.ingest.testing;

import io.flamelake.ingest.testing.proto.Location;
import io.flamelake.ingest.testing.proto.Mapping;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.Sample;
import io.flamelake.ingest.testing.proto.ValueType;
import io.opentelemetry.proto.profiles.v1development.Function;
import io.opentelemetry.proto.profiles.v1development.Line;
import java.util.HashMap;
import java.util.Map;

/** Converts a pprof profile to an OTLP request: one profile for each of its sample types. */
public final class PprofToOtlp {

  private final Profile profile;
  private final OtlpBuilder request = new OtlpBuilder().resource();
  private final Map<Long, Integer> mappings = new HashMap<>();
  private final Map<Long, Mapping> mappingsById = new HashMap<>();
  private final Map<Long, Integer> functions = new HashMap<>();
  private final Map<Long, Integer> locations = new HashMap<>();

  private PprofToOtlp(Profile profile) {
    this.profile = profile;
  }

  public static OtlpBuilder convert(Profile profile) {
    return new PprofToOtlp(profile).convert();
  }

  private OtlpBuilder convert() {
    profile.getMappingList().forEach(this::convertMapping);
    profile.getFunctionList().forEach(this::convertFunction);
    profile.getLocationList().forEach(this::convertLocation);
    for (int type = 0; type < profile.getSampleTypeCount(); type++) {
      ValueType valueType = profile.getSampleType(type);
      ValueType period = profile.getPeriodType();
      request
          .profile(string(valueType.getType()), string(valueType.getUnit()))
          .period(string(period.getType()), string(period.getUnit()), profile.getPeriod())
          .time(profile.getTimeNanos())
          .duration(profile.getDurationNanos());
      for (Sample sample : profile.getSampleList()) {
        convertSample(sample, sample.getValue(type));
      }
    }
    return request;
  }

  private void convertMapping(Mapping mapping) {
    mappingsById.put(mapping.getId(), mapping);
    var converted =
        io.opentelemetry.proto.profiles.v1development.Mapping.newBuilder()
            .setMemoryStart(mapping.getMemoryStart())
            .setFilenameStrindex(request.string(string(mapping.getFilename())));
    if (mapping.getBuildId() != 0) {
      converted.addAttributeIndices(
          request.attributeIndex("process.executable.build_id.gnu", string(mapping.getBuildId())));
    }
    mappings.put(mapping.getId(), request.entry(converted.build()));
  }

  private void convertFunction(io.flamelake.ingest.testing.proto.Function function) {
    functions.put(
        function.getId(),
        request.entry(
            Function.newBuilder()
                .setNameStrindex(request.string(string(function.getName())))
                .setSystemNameStrindex(request.string(string(function.getSystemName())))
                .setFilenameStrindex(request.string(string(function.getFilename())))
                .setStartLine(function.getStartLine())
                .build()));
  }

  private void convertLocation(Location location) {
    Mapping mapping =
        mappingsById.getOrDefault(location.getMappingId(), Mapping.getDefaultInstance());
    var converted =
        io.opentelemetry.proto.profiles.v1development.Location.newBuilder()
            .setMappingIndex(mappings.getOrDefault(location.getMappingId(), 0))
            .setAddress(location.getAddress() - mapping.getMemoryStart() + mapping.getFileOffset());
    location
        .getLineList()
        .forEach(
            line ->
                converted.addLines(
                    Line.newBuilder()
                        .setFunctionIndex(functions.get(line.getFunctionId()))
                        .setLine(line.getLine())
                        .setColumn(line.getColumn())));
    locations.put(location.getId(), request.entry(converted));
  }

  private void convertSample(Sample sample, long value) {
    Integer[] indexes =
        sample.getLocationIdList().stream().map(locations::get).toArray(Integer[]::new);
    request.sampleOf(request.stackOf(indexes), value);
    sample
        .getLabelList()
        .forEach(
            label -> {
              if (label.getStr() != 0) {
                request.attribute(string(label.getKey()), string(label.getStr()));
              }
            });
  }

  private String string(long index) {
    return profile.getStringTable((int) index);
  }
}
