package io.flamelake.compaction.rollup;

import org.apache.iceberg.StructLike;

/** The hour of a service and profile type that sorted keys are of, these in places 1, 2 and 3. */
final class HourGroup {
  private String service = "";
  private String type = "";
  private long hour = -1;

  /** Whether the key is of another than the key before. */
  boolean enter(StructLike key) {
    CharSequence keyService = key.get(1, CharSequence.class);
    CharSequence keyType = key.get(2, CharSequence.class);
    long keyHour = key.get(3, Long.class);
    if (keyHour == hour && type.contentEquals(keyType) && service.contentEquals(keyService)) {
      return false;
    }
    hour = keyHour;
    service = keyService.toString();
    type = keyType.toString();
    return true;
  }
}
