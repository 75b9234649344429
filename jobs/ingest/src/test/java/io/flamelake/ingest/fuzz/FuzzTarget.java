package io.flamelake.ingest.fuzz;

import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.labels.LabelHeaders;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.labels.SampleLabels;
import io.flamelake.ingest.labels.Series;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.TestFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A way for bytes into the decoders, and what must hold whatever the bytes are. */
enum FuzzTarget {
  PPROF("application/x-pprof"),
  PARCA("application/x-protobuf; type=parca.WriteRawRequest"),
  PYROSCOPE("application/x-protobuf; type=pyroscope.PushRequest"),
  OTLP("application/x-protobuf; type=otlp.profiles"),
  OTLP_JSON("application/json; type=otlp.profiles"),
  FOLDED("text/x-folded"),
  JFR("application/x-jfr"),
  LABELS("application/x-pprof") {
    @Override
    RawRecord record(byte[] data) {
      return Records.withHeader(Records.of(ONE_SAMPLE), "labels", data);
    }
  },
  /** The header {@code labels} up to the first line feed, then {@code relabel.configs}. */
  RELABEL("application/x-pprof") {
    @Override
    void check(byte[] data) {
      int end = new String(data, StandardCharsets.ISO_8859_1).indexOf('\n');
      String rules = new String(data, end + 1, data.length - end - 1, StandardCharsets.UTF_8);
      DecoderOptions relabeling = relabeling(rules);
      if (relabeling != null) {
        byte[] labels = Arrays.copyOf(data, Math.max(0, end));
        RawRecord record = Records.withHeader(Records.of(ONE_SAMPLE), "labels", labels);
        require(
            series(relabeling, record).equals(series(relabeling, record)),
            "the same rules gave other series the second time");
      }
    }
  };

  /** string_table "", "a"; sample_type 1/1; a sample of value 1. */
  private static final byte[] ONE_SAMPLE = {
    0x32, 0, 0x32, 1, 'a', 0x0a, 4, 8, 1, 0x10, 1, 0x12, 3, 0x12, 1, 1
  };

  private static final String RULES = "relabel.configs";

  private final String contentType;
  private final ProfileDecoder decoder = new Decoders(options());

  FuzzTarget(String contentType) {
    this.contentType = contentType;
  }

  RawRecord record(byte[] data) {
    return Records.withHeader(Records.of(data), "content-type", contentType);
  }

  /** Decodes the bytes twice with a decoder that has decoded others before. */
  void check(byte[] data) {
    CollectedOutput first = CollectedOutput.of(decoder, record(data));
    checkConsistent(first);
    CollectedOutput second = CollectedOutput.of(decoder, record(data));
    // Not the reasons: gzip that is damaged and too large may be rejected for either.
    require(
        first.rejections.size() == second.rejections.size(),
        "rejected " + first.reasons() + ", the second time " + second.reasons());
    require(
        first.profiles.stream()
            .map(SeriesProfile::profileId)
            .toList()
            .equals(second.profiles.stream().map(SeriesProfile::profileId).toList()),
        "the same bytes gave other profiles the second time");
  }

  private static void checkConsistent(CollectedOutput output) {
    require(!output.reasons().contains(Reason.DECODER_ERROR), output.rejections.toString());
    for (StackDefinition stack : output.stacks) {
      TestFrame.read(stack);
    }
    for (SeriesProfile profile : output.profiles) {
      int stacks = profile.stackIds().length;
      require(profile.values().length == stacks * profile.typeCount(), "values of no stack");
      require(profile.temporalities().length == profile.typeCount(), "types without temporality");
      require(profile.spanIds() == null || profile.spanIds().length == stacks, "spans");
      require(profile.traceIds() == null || profile.traceIds().length == stacks, "traces");
      require(profile.timeNanos() != 0, "no time");
      checkLabels(profile.labels(), profile.serviceName());
    }
  }

  private static void checkLabels(Map<String, String> labels, String serviceName) {
    require(labels.get("service_name").equals(serviceName), "service");
    require(labels.keySet().stream().noneMatch(n -> n.startsWith("__")), "steering");
    require(!labels.containsKey("") && !labels.containsValue(""), "no name or no value");
  }

  /** The series of the record, and that of a sample with a label more. */
  private static List<Series> series(DecoderOptions options, RawRecord record) {
    ProfileLabels labels;
    try {
      labels = new LabelHeaders(options.limits(), options.series()).of(record);
    } catch (BadRecord e) {
      return List.of();
    }
    Texts texts = new Texts(options.limits().stringBytes());
    texts.reset(new byte[] {'a'}, 1);
    int text = texts.add(0, 1);
    SampleLabels sample = new SampleLabels(options.limits(), options.series());
    sample.reset(texts, labels);
    sample.start();
    sample.add(text, text);
    sample.finish();
    List<Series> both = List.of(labels.series(), sample.series(sample.seriesRow()));
    both.stream()
        .filter(series -> !series.isDropped())
        .forEach(series -> checkLabels(series.labels(), series.serviceName()));
    return both;
  }

  /** Options with these rules, or null when they are refused as they must be. */
  private static DecoderOptions relabeling(String rules) {
    Map<String, String> keys =
        Map.of("kafka.bootstrap-servers", "b:1", "catalog.type", "hive", RULES, rules);
    try {
      return options().withSeries(IngestConfig.from(keys).decoding().series());
    } catch (IllegalArgumentException e) {
      require(e.getMessage().startsWith(RULES), "not named: " + e.getMessage());
      require(e.getMessage().lines().count() == 1, "not one line: " + e.getMessage());
      return null;
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Limits that short inputs can reach. */
  private static DecoderOptions options() {
    Limits limits =
        new Limits(
            1 << 20,
            2000,
            4000,
            8,
            64,
            128,
            16,
            256,
            1 << 30,
            100_000,
            Duration.ofDays(36_500),
            Duration.ofDays(36_500));
    DecoderOptions defaults = DecoderOptions.defaults();
    return new DecoderOptions(
        limits,
        Set.copyOf(defaults.cumulativeTypes()),
        defaults.defaultContentType(),
        Map.of(),
        1 << 6);
  }
}
