package io.flamelake.compaction.rollup;

import io.flamelake.catalog.FunctionsHourlyTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.maintenance.TableLayout;
import io.flamelake.compaction.remove.RemovalResult;
import io.flamelake.compaction.remove.RemovalSettings;
import io.flamelake.compaction.remove.RowRemoval;
import io.flamelake.compaction.rewrite.FileRules;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.rewrite.WorkSpace;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;

/** Tables, and lists of what was written into them, of which the sums are made by brute force. */
final class RollUpWorld {
  /** A row of samples, without what sums have not. */
  record Sample(Instant time, String service, String type, long stack, long value) {}

  /** A row of profiles. */
  record Profile(Instant time, String service, String type, String temporality) {}

  /** A row of stacks. */
  record Stack(LocalDate day, String service, long id) {}

  final List<Sample> samples = new ArrayList<>();
  final List<Profile> profiles = new ArrayList<>();
  final Map<Stack, List<String>> stacks = new HashMap<>();
  private final TestLake lake;
  private final Path folder;
  private final List<String> committed = new ArrayList<>();

  RollUpWorld(TestLake lake, Path folder) {
    this.lake = lake;
    this.folder = folder;
  }

  /** Commits of the last run. */
  List<String> committed() {
    return committed;
  }

  void append(List<Sample> more, List<Profile> told) throws IOException {
    Table table = lake.table(SamplesTable.DEFINITION);
    List<Record> rows = new ArrayList<>();
    for (Sample sample : more) {
      Record row = GenericRecord.create(table.schema());
      row.setField("time", sample.time().atOffset(ZoneOffset.UTC));
      row.setField("service_name", sample.service());
      row.setField("profile_type", sample.type());
      row.setField("series_id", 1L);
      row.setField("stack_id", sample.stack());
      row.setField("value", sample.value());
      rows.add(row);
    }
    new TestFiles(table).append(rows);
    tell(told);
    samples.addAll(more);
  }

  void tell(List<Profile> told) throws IOException {
    Table table = lake.table(ProfilesTable.DEFINITION);
    List<Record> rows = new ArrayList<>();
    for (Profile profile : told) {
      Record row = GenericRecord.create(table.schema());
      for (var column : table.schema().columns()) {
        if (column.isRequired()) {
          row.setField(
              column.name(),
              switch (column.type().typeId()) {
                case LONG -> (Object) 0L;
                case INTEGER -> 0;
                default -> "";
              });
        }
      }
      row.setField("time", profile.time().atOffset(ZoneOffset.UTC));
      row.setField("service_name", profile.service());
      row.setField("profile_type", profile.type());
      row.setField("temporality", profile.temporality());
      rows.add(row);
    }
    new TestFiles(table).append(rows);
    profiles.addAll(told);
  }

  /** Writes stacks, into the place of those that are there already. */
  void upsert(Map<Stack, List<String>> more) throws IOException {
    Table table = lake.table(StacksTable.DEFINITION);
    List<Record> rows = new ArrayList<>();
    more.forEach((stack, functions) -> rows.add(row(table, stack, functions)));
    new TestFiles(table).upsert(rows, "day", "service_name", "stack_id");
    stacks.putAll(more);
  }

  private static Record row(Table table, Stack stack, List<String> functions) {
    Record row = GenericRecord.create(table.schema());
    row.setField("day", stack.day());
    row.setField("service_name", stack.service());
    row.setField("stack_id", stack.id());
    row.setField("unresolved", 0);
    row.setField("build_ids", List.of());
    List<Record> frames = new ArrayList<>();
    for (String function : functions) {
      Record frame = GenericRecord.create(StacksTable.FRAME);
      if (function.startsWith("0x")) {
        frame.setField("address", Long.decode(function));
      } else {
        frame.setField("function", function);
      }
      frames.add(frame);
    }
    row.setField("frames", frames);
    return row;
  }

  void remove(TableDefinition definition, Expression filter, String reason) throws IOException {
    new RowRemoval(lake.table(definition), settings(definition), Step.Listener.NONE)
        .remove(filter, Map.of(RowRemoval.REASON, reason), () -> {});
  }

  void removeSamples(Predicate<Sample> which, Expression filter) throws IOException {
    remove(SamplesTable.DEFINITION, filter, RowRemoval.DELETION);
    samples.removeIf(which);
  }

  /** One run of both. */
  void rollUp(Instant due, Retained retained, Step.Listener steps) throws IOException {
    committed.clear();
    run(SamplesHourlyTable.DEFINITION, due, retained, steps);
    run(FunctionsHourlyTable.DEFINITION, due, retained, steps);
  }

  private void run(TableDefinition definition, Instant due, Retained retained, Step.Listener steps)
      throws IOException {
    Table target = lake.table(definition);
    RollUp rollUp =
        definition == SamplesHourlyTable.DEFINITION
            ? RollUp.ofSamples(
                lake.table(SamplesTable.DEFINITION), lake.table(ProfilesTable.DEFINITION), target)
            : RollUp.ofFunctions(
                lake.table(SamplesHourlyTable.DEFINITION),
                lake.table(StacksTable.DEFINITION),
                target);
    Work work = new Work(settings(definition), due, retained, steps, () -> {});
    rollUp.plan(work).forEach(line -> committed.add(definition.name() + ": " + line));
    rollUp.run(
        work,
        new RollUp.Listener() {
          @Override
          public void committed(RemovalResult result, List<DataFile> files, long rows) {}

          @Override
          public void conflict(String with) {
            throw new IllegalStateException(with);
          }
        });
  }

  private RemovalSettings settings(TableDefinition definition) {
    Table table = lake.table(definition);
    return new RemovalSettings(
        TableLayout.of(definition, table, new FileRules(1 << 20, 1 << 20)),
        new WorkSpace(folder.resolve("sort"), 8 << 20, 8 << 20),
        1 << 20,
        3);
  }

  /** The rows of both tables of sums, as text. */
  Set<String> found() throws IOException {
    Set<String> found = new HashSet<>();
    for (Record row : lake.rows(SamplesHourlyTable.DEFINITION)) {
      add(
          found,
          hour(row)
              + " "
              + row.get(1)
              + " "
              + row.get(2)
              + " stack "
              + row.get(3)
              + " "
              + row.get(4));
    }
    for (Record row : lake.rows(FunctionsHourlyTable.DEFINITION)) {
      add(
          found,
          hour(row)
              + " "
              + row.get(1)
              + " "
              + row.get(2)
              + " function "
              + row.get(3)
              + " "
              + row.get(4)
              + " "
              + row.get(5));
    }
    return found;
  }

  private static void add(Set<String> found, String row) {
    if (!found.add(row)) {
      throw new AssertionError("twice: " + row);
    }
  }

  private static Instant hour(Record row) {
    return ((OffsetDateTime) row.get(0)).toInstant();
  }

  /** What they must be of hours that end before a time. */
  Set<String> expected(Instant until) {
    Map<String, Boolean> summed = new HashMap<>();
    for (Profile profile : profiles) {
      String key = key(profile.time(), profile.service(), profile.type());
      summed.merge(key, !profile.temporality().equals("gauge"), Boolean::logicalAnd);
    }
    Map<String, Long> byStack = new TreeMap<>();
    Map<String, long[]> byFunction = new TreeMap<>();
    for (Sample sample : samples) {
      String key = key(sample.time(), sample.service(), sample.type());
      if (sample.time().isBefore(until) && summed.getOrDefault(key, false)) {
        byStack.merge(key + " stack " + sample.stack(), sample.value(), Long::sum);
        LocalDate day = LocalDate.ofInstant(sample.time(), ZoneOffset.UTC);
        List<String> functions =
            stacks.getOrDefault(new Stack(day, sample.service(), sample.stack()), List.of());
        for (String function : Set.copyOf(functions)) {
          long[] both = byFunction.computeIfAbsent(key + " function " + function, k -> new long[2]);
          both[0] += functions.get(0).equals(function) ? sample.value() : 0;
          both[1] += sample.value();
        }
      }
    }
    Set<String> rows = new HashSet<>();
    byStack.forEach((key, value) -> rows.add(key + " " + value));
    byFunction.forEach((key, both) -> rows.add(key + " " + both[0] + " " + both[1]));
    return rows;
  }

  private static String key(Instant time, String service, String type) {
    return time.truncatedTo(ChronoUnit.HOURS) + " " + service + " " + type;
  }
}
