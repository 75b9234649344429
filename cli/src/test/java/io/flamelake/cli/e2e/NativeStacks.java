package io.flamelake.cli.e2e;

import io.flamelake.ingest.testing.proto.Location;
import io.flamelake.ingest.testing.proto.Mapping;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CPU time by stack: as a profile and llvm-symbolizer tell it, and as the tables do. */
final class NativeStacks {
  private static final String OF_TABLES =
      """
      SELECT
        transform(k.frames, f -> if(
          f.function IS NULL,
          ARRAY['', f.mapping, CAST(f.address AS varchar)],
          ARRAY[coalesce(f.system_name, f.function), coalesce(f.file, '??'), CAST(coalesce(f.line, 0) AS varchar)])),
        sum(s.value)
      FROM profiles.samples s
      JOIN profiles.stacks k
        ON k.day = CAST(s.time AT TIME ZONE 'UTC' AS date) AND k.service_name = s.service_name AND k.stack_id = s.stack_id
      WHERE s.service_name = '%s' AND s.profile_type LIKE '%%:cpu:nanoseconds:%%'
      GROUP BY 1
      """;

  private NativeStacks() {}

  /**
   * Of a profile whose addresses in the program are symbolized.
   *
   * @param answers the frames of each offset in the program, innermost first
   */
  static Map<List<String>, Long> expected(Profile profile, Map<Long, List<String>> answers) {
    Map<Long, List<String>> frames = new HashMap<>();
    for (Location location : profile.getLocationList()) {
      Mapping mapping = profile.getMapping((int) location.getMappingId() - 1);
      String file = profile.getStringTable((int) mapping.getFilename());
      long offset = location.getAddress() - mapping.getMemoryStart() + mapping.getFileOffset();
      frames.put(
          location.getId(),
          file.endsWith("/router") ? answers.get(offset) : List.of(file + "+" + offset));
    }
    Map<List<String>, Long> stacks = new HashMap<>();
    for (Sample sample : profile.getSampleList()) {
      List<String> stack = new ArrayList<>();
      sample.getLocationIdList().forEach(id -> stack.addAll(frames.get(id)));
      stacks.merge(stack, sample.getValue(1), Long::sum);
    }
    return stacks;
  }

  /** Of a service in the tables; samples without a stack are not in it. */
  static Map<List<String>, Long> actual(StackFixture stack, String service) {
    Map<List<String>, Long> stacks = new HashMap<>();
    for (List<Object> row : stack.query(OF_TABLES.formatted(service))) {
      List<String> frames = new ArrayList<>();
      for (Object frame : StackFixture.elements(row.get(0))) {
        List<Object> parts = StackFixture.elements(frame);
        String first = parts.get(0).toString();
        frames.add(
            first.isEmpty()
                ? parts.get(1) + "+" + parts.get(2)
                : NativeProgram.frame(
                    first, parts.get(1).toString(), Long.parseLong(parts.get(2).toString())));
      }
      stacks.merge(frames, (Long) row.get(1), Long::sum);
    }
    return stacks;
  }
}
