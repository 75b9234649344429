package io.flamelake.ingest.pprof;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.ingest.profile.TypeSet;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.Texts;
import java.util.Set;

/** Reads what a profile's values are, keeping lately read ones: most profiles are of few kinds. */
final class TypeSets {

  private static final int KEPT = 64;
  private static final long OTHER_SEED = 1;

  /** A set of types, with what depends on it and on the last profile name that it had. */
  private static final class Kept {
    long key;
    long otherKey;
    TypeSet types;
    String defaultName;
    String name;
    boolean[] cumulative;
  }

  private final Set<String> cumulativeTypes;
  private final Kept[] kept = new Kept[KEPT];
  private final HashStream64 keyStream = Hashing.xxh3_64().hashStream();
  private final HashStream64 otherStream = Hashing.xxh3_64(OTHER_SEED).hashStream();
  private Kept current;

  TypeSets(Set<String> cumulativeTypes) {
    this.cumulativeTypes = cumulativeTypes;
  }

  /**
   * Reads the types of a message.
   *
   * @param name the profile's name, or null: then the types tell it
   */
  void read(Message message, String name) {
    check(message);
    keyStream.reset();
    otherStream.reset();
    for (int t = 0; t < message.typeCount; t++) {
      putKey(message, message.typeName[t]);
      putKey(message, message.typeUnit[t]);
    }
    putKey(message, message.periodType());
    putKey(message, message.periodUnit());
    long key = keyStream.getAsLong();
    long other = otherStream.getAsLong();
    int slot = (int) key & KEPT - 1;
    current = kept[slot];
    if (current == null || current.key != key || current.otherKey != other) {
      current = make(message);
      current.key = key;
      current.otherKey = other;
      kept[slot] = current;
    }
    String wanted = name == null ? current.defaultName : name;
    if (!wanted.equals(current.name)) {
      current.name = wanted;
      current.cumulative = current.types.among(cumulativeTypes, wanted);
    }
  }

  TypeSet types() {
    return current.types;
  }

  String profileName() {
    return current.name;
  }

  /** The code of each type's temporality. */
  byte[] temporalities(boolean isDelta, long durationNanos) {
    byte[] codes = new byte[current.types.size()];
    for (int t = 0; t < codes.length; t++) {
      Temporality temporality =
          ProfileTypes.temporality(
              current.types.sampleTypes()[t], current.cumulative[t], isDelta, durationNanos);
      codes[t] = temporality.code();
    }
    return codes;
  }

  private static Kept make(Message message) {
    Kept made = new Kept();
    String[] names = new String[message.typeCount];
    String[] units = new String[message.typeCount];
    for (int t = 0; t < names.length; t++) {
      names[t] = string(message, message.typeName[t]);
      units[t] = string(message, message.typeUnit[t]);
    }
    made.types =
        new TypeSet(
            names,
            units,
            nullIfEmpty(string(message, message.periodType())),
            nullIfEmpty(string(message, message.periodUnit())));
    made.defaultName = ProfileTypes.defaultName(names);
    return made;
  }

  private void putKey(Message message, long index) {
    long hash = message.texts.hash(Message.text(index));
    keyStream.putLong(hash);
    otherStream.putLong(hash);
  }

  private static void check(Message message) {
    if (message.typeCount == 0) {
      throw new BadRecord(
          Reason.NO_SAMPLE_TYPES,
          "the profile has no sample_type, so nobody knows what its values are; is it pprof?");
    }
    for (int t = 0; t < message.typeCount; t++) {
      checkText(message, "sample type " + t, message.typeName[t]);
      checkText(message, "the unit of sample type " + t, message.typeUnit[t]);
      if (message.texts.isEmpty(Message.text(message.typeName[t]))) {
        throw new BadRecord(Reason.INVALID_SAMPLE_TYPE, "sample type " + t + " has no name");
      }
    }
    checkText(message, "the period type", message.periodType());
    checkText(message, "the unit of the period type", message.periodUnit());
  }

  private static void checkText(Message message, String what, long index) {
    if (!message.hasText(index)) {
      throw new BadRecord(
          Reason.INVALID_SAMPLE_TYPE,
          what + " refers to string " + index + ", but the profile has no such string");
    }
  }

  private static String string(Message message, long index) {
    int text = Message.text(index);
    return text == Texts.NONE ? "" : message.texts.string(text);
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
