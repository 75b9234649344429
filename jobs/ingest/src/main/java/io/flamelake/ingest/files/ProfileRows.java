package io.flamelake.ingest.files;

import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.stacks.parquet.ColumnFile;

/** How profiles become rows of a table. */
public enum ProfileRows {
  /** A row for each value that is not 0, of types that are not baselines. */
  SAMPLES(SamplesTable.DEFINITION) {
    @Override
    int rows(SeriesProfile profile) {
      int rows = 0;
      for (int type = 0; type < profile.typeCount(); type++) {
        rows += profile.temporality(type) == Temporality.BASELINE ? 0 : profile.nonZero(type);
      }
      return rows;
    }

    @Override
    ProfileRowsFile file(ColumnFile file, TableColumns columns) {
      return new SamplesFile(file, columns);
    }
  },

  /** A row for each sample type. */
  PROFILES(ProfilesTable.DEFINITION) {
    @Override
    int rows(SeriesProfile profile) {
      return profile.typeCount();
    }

    @Override
    ProfileRowsFile file(ColumnFile file, TableColumns columns) {
      return new ProfilesFile(file, columns);
    }
  };

  private final TableDefinition definition;

  ProfileRows(TableDefinition definition) {
    this.definition = definition;
  }

  public TableDefinition definition() {
    return definition;
  }

  /** How many rows a profile gives. */
  abstract int rows(SeriesProfile profile);

  /** Begins to write into a file. */
  abstract ProfileRowsFile file(ColumnFile file, TableColumns columns);
}
