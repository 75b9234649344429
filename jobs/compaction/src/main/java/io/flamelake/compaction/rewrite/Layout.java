package io.flamelake.compaction.rewrite;

import io.flamelake.compaction.sort.RowOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StructLike;

/**
 * What new files of a table are like.
 *
 * @param usual how rows are arranged, where there is no choice
 * @param choice among arrangements by what the rows are, if there are several
 * @param sortOrder how much of any order the table can say of its files
 */
public record Layout(
    Arrangement usual, Optional<Choice> choice, SortOrder sortOrder, FileRules files) {

  /** In one order, whatever the rows are. */
  public Layout(RowOrder rowOrder, SortOrder sortOrder, FileRules files) {
    this(new Arrangement(rowOrder), Optional.empty(), sortOrder, files);
  }

  /**
   * How rows follow one another in a file, and are written.
   *
   * @param properties of Iceberg's, for files of tables that do not set them
   */
  public record Arrangement(RowOrder rowOrder, Format format, Map<String, String> properties) {
    public Arrangement {
      properties = Map.copyOf(properties);
    }

    /** As Iceberg writes it, unless the table says otherwise. */
    public Arrangement(RowOrder rowOrder) {
      this(rowOrder, new Usual(), Map.of());
    }
  }

  /** What writes a file. */
  public sealed interface Format permits Usual, Columns {}

  /** Iceberg's own writer. */
  public record Usual() implements Format {}

  /**
   * A {@link ColumnsFile}.
   *
   * @param differences the columns of long numbers that are written as differences from row to row,
   *     not by a dictionary
   */
  public record Columns(Set<String> differences) implements Format {
    public Columns {
      differences = Set.copyOf(differences);
    }

    /** By dictionaries, where these pay. */
    public Columns() {
      this(Set.of());
    }
  }

  /** Tells by some columns of the rows of a file how they are arranged. */
  public interface Choice {
    /** The columns that must be known, as the table orders them. */
    List<String> columns();

    /** For the rows of one group of files. */
    Counter counter();
  }

  /** Looks at rows, and chooses. */
  public interface Counter {
    /** Takes a row, of the choice's columns. */
    void add(StructLike row);

    Arrangement chosen();
  }
}
