package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import java.nio.ByteBuffer;

/** Keeps the tables of abbreviations of {@code .debug_abbrev} that were used last. */
final class AbbreviationCache {
  private static final int MAX_TABLES = 64;

  private final Cursor section;
  private final Budget budget;
  private final Recent<Key, Abbreviations> tables = new Recent<>(MAX_TABLES);

  AbbreviationCache(ByteBuffer section, Budget budget) {
    this.section = new Cursor(section);
    this.budget = budget;
  }

  /**
   * The table at an offset.
   *
   * @param all whether all attributes are kept of which the reader knows, or only those that the
   *     pass over all entries needs
   */
  Abbreviations get(long offset, Encoding encoding, boolean all) throws MalformedFileException {
    Key key = new Key(offset, encoding, all);
    Abbreviations known = tables.get(key);
    if (known == null) {
      known = new AbbreviationBuilder(section.at(offset), encoding, all).build();
      budget.spend(section.position - offset);
      tables.put(key, known);
    }
    return known;
  }

  private record Key(long offset, Encoding encoding, boolean all) {}
}
