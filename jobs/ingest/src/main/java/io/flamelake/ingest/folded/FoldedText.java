package io.flamelake.ingest.folded;

import io.flamelake.ingest.decode.ContainerTime;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.profile.TypeSet;

/**
 * One text of folded stacks, and what it can't say itself.
 *
 * @param value the text, gzip, zstd or plain
 * @param profileName null: that of the labels, else what the types tell
 * @param types of its counts, a single one
 * @param period in the unit of the period type
 */
public record FoldedText(
    byte[] value,
    ProfileLabels labels,
    String profileName,
    TypeSet types,
    long period,
    ContainerTime time) {

  /** What counts are when nobody tells it: {@code samples/count}. */
  public static final TypeSet SAMPLES =
      new TypeSet(new String[] {"samples"}, new String[] {"count"}, null, null);

  String name() {
    if (profileName != null) {
      return profileName;
    }
    return labels.profileName() == null
        ? ProfileTypes.defaultName(types.sampleTypes())
        : labels.profileName();
  }
}
