package io.flamelake.ingest.otlp;

import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.profile.TypeSet;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.Texts;
import java.util.Arrays;
import java.util.Set;

/** Reads what a profile's values are, keeping the last of a kind: most profiles are of few. */
final class ValueTypes {

  private static final int KEPT = 64;

  /** A type, with what depends on it and on the last profile name that it had. */
  private record Kept(long[] hashes, TypeSet types, String name, boolean cumulative) {}

  private final Dictionary dictionary;
  private final Set<String> cumulativeTypes;
  private final Kept[] kept = new Kept[KEPT];
  private final long[] hashes = new long[4];
  private Kept current;
  private boolean samePeriod;

  ValueTypes(Dictionary dictionary, Set<String> cumulativeTypes) {
    this.dictionary = dictionary;
    this.cumulativeTypes = cumulativeTypes;
  }

  /**
   * Reads the types of a profile.
   *
   * @param name the profile's name, or null: then the types tell it
   */
  void read(ProfileMessage profile, String name) {
    check(profile);
    hashes[0] = hash(profile.sampleType[0]);
    hashes[1] = hash(profile.sampleType[1]);
    hashes[2] = hash(profile.periodType[0]);
    hashes[3] = hash(profile.periodType[1]);
    samePeriod = hashes[0] == hashes[2] && hashes[1] == hashes[3];
    int slot = (int) (hashes[0] + 31 * (hashes[1] + 31 * (hashes[2] + 31 * hashes[3]))) & KEPT - 1;
    current = kept[slot];
    if (current == null
        || !Arrays.equals(current.hashes, hashes)
        || name != null && !name.equals(current.name)) {
      current = make(profile, name);
      // One with a name of its own is not what others of these types are called.
      kept[slot] = name == null ? current : kept[slot];
    }
  }

  TypeSet types() {
    return current.types;
  }

  String profileName() {
    return current.name;
  }

  /** What one sampled event stands for: the period, when it is of the same type and unit. */
  long weight(long period) {
    return samePeriod && period > 0 ? period : 1;
  }

  byte[] temporalities(boolean isDelta, long durationNanos) {
    return new byte[] {
      ProfileTypes.temporality(
              current.types.sampleTypes()[0], current.cumulative, isDelta, durationNanos)
          .code()
    };
  }

  private Kept make(ProfileMessage profile, String name) {
    String sampleType = string(profile.sampleType[0]);
    String periodType = string(profile.periodType[0]);
    String periodUnit = string(profile.periodType[1]);
    TypeSet types =
        new TypeSet(
            new String[] {sampleType},
            new String[] {string(profile.sampleType[1])},
            periodType.isEmpty() ? null : periodType,
            periodUnit.isEmpty() ? null : periodUnit);
    String named =
        name == null ? ProfileTypes.defaultName(new String[] {sampleType, periodType}) : name;
    return new Kept(hashes.clone(), types, named, types.among(cumulativeTypes, named)[0]);
  }

  private void check(ProfileMessage profile) {
    checkText("the sample type", profile.sampleType[0]);
    checkText("the unit of the sample type", profile.sampleType[1]);
    checkText("the period type", profile.periodType[0]);
    checkText("the unit of the period type", profile.periodType[1]);
    if (dictionary.text(profile.sampleType[0]) == Texts.NONE) {
      throw new BadRecord(
          Reason.NO_SAMPLE_TYPES,
          "the profile has no sample_type, so nobody knows what its values are");
    }
  }

  private void checkText(String what, int index) {
    if (!dictionary.hasText(index)) {
      throw new BadRecord(
          Reason.INVALID_SAMPLE_TYPE,
          what + " refers to string " + index + ", but the request has no such string");
    }
  }

  private long hash(int index) {
    return dictionary.texts.hash(dictionary.text(index));
  }

  private String string(int index) {
    int text = dictionary.text(index);
    return text == Texts.NONE ? "" : dictionary.texts.string(text);
  }
}
