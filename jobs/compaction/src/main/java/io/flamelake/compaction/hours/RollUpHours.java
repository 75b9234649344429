package io.flamelake.compaction.hours;

import io.flamelake.catalog.FunctionsHourlyTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.maintenance.Action;
import io.flamelake.compaction.maintenance.Counts;
import io.flamelake.compaction.maintenance.Report;
import io.flamelake.compaction.maintenance.TableWork;
import io.flamelake.compaction.remove.RemovalResult;
import io.flamelake.compaction.rollup.Retained;
import io.flamelake.compaction.rollup.RollUp;
import io.flamelake.compaction.rollup.Work;
import io.flamelake.compaction.select.RetentionPolicy;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;

/**
 * Keeps {@code samples_hourly} and {@code functions_hourly} what they are made of: hours that have
 * ended, and hours whose rows changed since.
 */
public final class RollUpHours implements Action {
  @Override
  public String name() {
    return "roll-up";
  }

  @Override
  public boolean concerns(TableDefinition table) {
    return table.name().equals(SamplesHourlyTable.DEFINITION.name())
        || table.name().equals(FunctionsHourlyTable.DEFINITION.name());
  }

  @Override
  public List<String> plan(TableWork work) throws IOException {
    return rollUp(work).plan(inputs(work));
  }

  @Override
  public void run(TableWork work, Report report) throws IOException {
    rollUp(work)
        .run(
            inputs(work),
            new RollUp.Listener() {
              @Override
              public void committed(RemovalResult result, List<DataFile> files, long rows) {
                report.add(counts(result, files, rows));
              }

              @Override
              public void conflict(String with) {
                report.conflict(with);
              }
            });
  }

  private static RollUp rollUp(TableWork work) {
    return work.definition().name().equals(SamplesHourlyTable.DEFINITION.name())
        ? RollUp.ofSamples(
            work.lake().table(SamplesTable.DEFINITION),
            work.lake().table(ProfilesTable.DEFINITION),
            work.table())
        : RollUp.ofFunctions(
            work.lake().table(SamplesHourlyTable.DEFINITION),
            work.lake().table(StacksTable.DEFINITION),
            work.table());
  }

  private static Work inputs(TableWork work) {
    Instant due = work.clock().instant().minus(work.config().rollUpDelay());
    return new Work(work.removalSettings(), due, retained(work), work.steps(), work.progress());
  }

  /** Of the rows that sums are made of and of those that tell what they are. */
  private static Retained retained(TableWork work) {
    RetentionPolicy policy = work.config().removals().retention();
    Instant now = work.clock().instant();
    String samples = SamplesTable.DEFINITION.name();
    String profiles = ProfilesTable.DEFINITION.name();
    String sums = SamplesHourlyTable.DEFINITION.name();
    if (Stream.of(samples, profiles, sums).noneMatch(policy::concerns)) {
      return Retained.EVERYTHING;
    }
    if (work.definition().name().equals(sums)) {
      return (service, type, day) ->
          isFrom(policy.firstDay(samples, service, type, now), day)
              && isFrom(policy.firstDay(profiles, service, type, now), day);
    }
    // Stacks go with the last samples and profiles of their service.
    return (service, type, day) ->
        isFrom(policy.firstDay(sums, service, type, now), day)
            && isFrom(policy.firstDayOfFacts(service, now), day);
  }

  private static boolean isFrom(LocalDate first, int day) {
    return first.equals(LocalDate.MIN) || first.toEpochDay() <= day;
  }

  /** Files that were added are in the place of those that went. */
  private static Counts counts(RemovalResult result, List<DataFile> files, long rows) {
    long bytes = files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
    return Counts.ofFiles(
            result.filesBefore(),
            result.bytesBefore(),
            result.filesAfter() + files.size(),
            result.bytesAfter() + bytes)
        .withRows(result.rowsKept() + rows, result.rowsRemoved());
  }
}
