package io.flamelake.compaction.config;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The keys that say what rows go, by age or on request. */
public final class RemovalOptions {
  public static final ConfigOption<Map<String, String>> RETENTION =
      ConfigOptions.key("retention")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Followed by a dot and a table: for how long its rows are kept, as in"
                  + " retention.samples: 30 d; forever unless set.");

  public static final ConfigOption<String> RULES =
      ConfigOptions.key("retention.rules")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Ages by service and profile type, separated by semicolons: {service_name=\"a\"}"
                  + " 7 d; {profile_type=~\"memory:.*\"} forever. The first that matches holds,"
                  + " else the table's. A rule is about samples and profiles unless it asks for"
                  + " table.");

  public static final ConfigOption<Duration> RETENTION_INTERVAL =
      ConfigOptions.key("retention.interval")
          .durationType()
          .defaultValue(Duration.ofHours(6))
          .withDescription(
              "How often the job looks for rows that are too old; a single run does not wait.");

  public static final ConfigOption<Duration> REPEAT_FOR =
      ConfigOptions.key("deletion.repeat-for")
          .durationType()
          .defaultValue(Duration.ofDays(33))
          .withDescription(
              "For how long a deletion request is applied again to rows that come late; then the"
                  + " series and stacks go that nothing names any more. At least as long as the"
                  + " ingest job's first-sight.ttl and a day, unless nothing comes that late.");

  public static final ConfigOption<Duration> DELETION_INTERVAL =
      ConfigOptions.key("deletion.interval")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How often the job looks for rows that came late for a request that it has done; a"
                  + " new request, and a single run, does not wait.");

  private RemovalOptions() {}
}
