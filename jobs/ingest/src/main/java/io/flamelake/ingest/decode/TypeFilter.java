package io.flamelake.ingest.decode;

import io.flamelake.ingest.profile.TypeSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Leaves out the types of profiles that nobody wants. */
final class TypeFilter {

  private static final int[] NONE = {};

  private final Set<String> dropped;
  private TypeSet lastTypes;
  private String lastName;
  private KeptTypes last;

  /**
   * @param dropped sample types, or whole profile types
   */
  TypeFilter(Set<String> dropped) {
    this.dropped = dropped;
  }

  /** Which types of a profile of this name are written. */
  KeptTypes of(TypeSet types, String profileName) {
    if (types != lastTypes || !profileName.equals(lastName)) {
      lastTypes = types;
      lastName = profileName;
      last = find(types, profileName);
    }
    return last;
  }

  private KeptTypes find(TypeSet types, String profileName) {
    boolean[] isDropped = types.among(dropped, profileName);
    int[] columns = IntStream.range(0, types.size()).filter(t -> !isDropped[t]).toArray();
    if (columns.length == types.size()) {
      return new KeptTypes(types, null, NONE);
    }
    TypeSet kept =
        new TypeSet(
            pick(types.sampleTypes(), columns),
            pick(types.sampleUnits(), columns),
            types.periodType(),
            types.periodUnit());
    int[] others = IntStream.range(0, types.size()).filter(t -> isDropped[t]).toArray();
    return new KeptTypes(kept, columns, others);
  }

  private static String[] pick(String[] texts, int[] columns) {
    String[] picked = new String[columns.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = texts[columns[i]];
    }
    return picked;
  }
}
