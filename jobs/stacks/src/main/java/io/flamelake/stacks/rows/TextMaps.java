package io.flamelake.stacks.rows;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.StringData;

/** Maps of text as the tables have them. */
public final class TextMaps {
  private TextMaps() {}

  /** A map with these entries. */
  public static MapData of(Map<String, String> texts) {
    Map<StringData, StringData> map = new HashMap<>();
    texts.forEach(
        (key, value) -> map.put(StringData.fromString(key), StringData.fromString(value)));
    return new GenericMapData(map);
  }
}
