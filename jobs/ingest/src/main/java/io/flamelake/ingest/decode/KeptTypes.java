package io.flamelake.ingest.decode;

import io.flamelake.ingest.profile.TypeSet;

/**
 * The types of a profile that are written.
 *
 * @param types those that are
 * @param columns where each of them stands among all types; null when all are written
 * @param dropped where those stand that are not
 */
record KeptTypes(TypeSet types, int[] columns, int[] dropped) {

  /** The codes of the types that are written, of those of all. */
  byte[] pick(byte[] codes) {
    if (columns == null) {
      return codes;
    }
    byte[] picked = new byte[columns.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = codes[columns[i]];
    }
    return picked;
  }
}
