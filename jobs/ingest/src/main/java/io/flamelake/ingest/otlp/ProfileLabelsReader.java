package io.flamelake.ingest.otlp;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.labels.ProfileLabelsFactory;
import io.flamelake.ingest.labels.Series;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.stacks.Texts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the labels of a profile of its attributes. A producer sends the same ones each time, so
 * those made lately are kept; they are known by their strings, for the bytes of attributes that
 * refer to a dictionary mean something else in every request.
 */
final class ProfileLabelsReader {

  private static final int KEPT = 512;
  private static final long OTHER_SEED = 1;

  /**
   * What the labels of a profile are.
   *
   * @param isService whether an attribute tells the service; else samples may
   */
  record Read(ProfileLabels labels, boolean isService) {}

  private record Kept(long key, long otherKey, Read read) {}

  private final Dictionary dictionary;
  private final AttributePairs pairs;
  private final ProfileLabelsFactory factory;
  private final Kept[] kept = new Kept[KEPT];
  private final HashStream64 keyStream = Hashing.xxh3_64().hashStream();
  private final HashStream64 otherStream = Hashing.xxh3_64(OTHER_SEED).hashStream();

  ProfileLabelsReader(Dictionary dictionary, AttributePairs pairs, DecoderOptions options) {
    this.dictionary = dictionary;
    this.pairs = pairs;
    factory = new ProfileLabelsFactory(options.limits(), options.series());
  }

  /**
   * The labels of the pairs that were read last.
   *
   * @param mainFile the service's name when nothing else tells it, or {@link Texts#NONE}
   * @throws BadRecord when they go beyond a limit
   */
  Read read(int mainFile) {
    keyStream.reset();
    otherStream.reset();
    for (int i = 0; i < pairs.count(); i++) {
      putKey(pairs.key(i));
      putKey(pairs.value(i));
    }
    putKey(mainFile);
    long key = keyStream.getAsLong();
    long other = otherStream.getAsLong();
    int slot = (int) key & KEPT - 1;
    if (kept[slot] != null && kept[slot].key == key && kept[slot].otherKey == other) {
      return kept[slot].read;
    }
    Read read = make(mainFile);
    kept[slot] = new Kept(key, other, read);
    return read;
  }

  private Read make(int mainFile) {
    Map<String, String> labels = new LinkedHashMap<>();
    String[] services = new String[3];
    for (int i = 0; i < pairs.count(); i++) {
      String value = dictionary.texts.string(pairs.value(i));
      AttributeRole role = AttributeRole.of(dictionary.texts, pairs.key(i));
      switch (role) {
        case SERVICE_NAME -> services[0] = first(services[0], value);
        case EXECUTABLE_NAME -> services[1] = first(services[1], value);
        case EXECUTABLE_PATH -> services[2] = first(services[2], baseName(value));
        default -> {
          // No service, and a label or not.
        }
      }
      if (role.isLabel()) {
        // The resource goes before the scope, and the scope before the profile.
        labels.putIfAbsent(dictionary.texts.string(pairs.key(i)), value);
      }
    }
    String service = first(services[0], first(services[1], services[2]));
    if (service != null) {
      labels.put(Series.SERVICE_NAME, service);
    }
    boolean isService = ProfileLabelsFactory.namesService(labels);
    if (!isService && mainFile != Texts.NONE) {
      labels.put(Series.SERVICE_NAME, dictionary.texts.string(mainFile));
    }
    return new Read(factory.make(labels), isService);
  }

  private static String first(String one, String other) {
    return one == null || one.isEmpty() ? other : one;
  }

  private static String baseName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private void putKey(int text) {
    long hash = dictionary.texts.hash(text);
    keyStream.putLong(hash);
    otherStream.putLong(hash);
  }
}
