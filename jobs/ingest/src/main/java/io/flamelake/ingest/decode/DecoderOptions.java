package io.flamelake.ingest.decode;

import io.flamelake.ingest.labels.SeriesRules;
import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.record.Limits;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a user may set about decoding.
 *
 * @param cumulativeTypes sample types ({@code alloc_space}) or whole profile types ({@code
 *     memory:alloc_space:bytes:space:bytes}) whose values count up from the start of the process
 * @param defaultContentType the format of records without a header {@code content-type}; null: told
 *     by their topic or first bytes
 * @param topicContentTypes the same for single topics, by topic name; goes before the default
 * @param rememberedStacks how many stacks a decoder remembers to have told; a power of two
 * @param droppedTypes sample types or whole profile types that are not written
 * @param series which series there are
 */
public record DecoderOptions(
    Limits limits,
    Set<String> cumulativeTypes,
    String defaultContentType,
    Map<String, String> topicContentTypes,
    int rememberedStacks,
    Set<String> droppedTypes,
    SeriesRules series)
    implements Serializable {

  public DecoderOptions {
    Objects.requireNonNull(limits, "limits");
    // Copies of JDK classes that every Java serializer knows, not Set.of's own.
    cumulativeTypes = new HashSet<>(cumulativeTypes);
    topicContentTypes = new HashMap<>(topicContentTypes);
    droppedTypes = new HashSet<>(droppedTypes);
    Objects.requireNonNull(series, "series");
    if (Integer.bitCount(rememberedStacks) != 1) {
      throw new IllegalArgumentException(
          "rememberedStacks must be a power of two, is " + rememberedStacks);
    }
  }

  /** Options with all series and types. */
  public DecoderOptions(
      Limits limits,
      Set<String> cumulativeTypes,
      String defaultContentType,
      Map<String, String> topicContentTypes,
      int rememberedStacks) {
    this(
        limits,
        cumulativeTypes,
        defaultContentType,
        topicContentTypes,
        rememberedStacks,
        Set.of(),
        SeriesRules.defaults());
  }

  /** What holds where nothing else is configured. */
  public static DecoderOptions defaults() {
    return new DecoderOptions(
        Limits.defaults(), ProfileTypes.DEFAULT_CUMULATIVE_TYPES, null, Map.of(), 1 << 17);
  }

  /** The same, but for the types that are not written. */
  public DecoderOptions withDroppedTypes(Set<String> types) {
    return new DecoderOptions(
        limits,
        cumulativeTypes,
        defaultContentType,
        topicContentTypes,
        rememberedStacks,
        types,
        series);
  }

  /** The same, but for which series there are. */
  public DecoderOptions withSeries(SeriesRules rules) {
    return new DecoderOptions(
        limits,
        cumulativeTypes,
        defaultContentType,
        topicContentTypes,
        rememberedStacks,
        droppedTypes,
        rules);
  }

  /** The configured content type of records of a topic, or null. */
  public String contentTypeOf(String topic) {
    return topicContentTypes.getOrDefault(topic, defaultContentType);
  }
}
