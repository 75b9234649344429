package io.flamelake.udfs.export;

/**
 * What the caller tells of a whole profile, in every row alike. States are written in this order: a
 * new one comes last.
 */
enum Argument {
  PROFILE_TYPE("profile_type"),
  SAMPLE_TYPE("sample_type"),
  SAMPLE_UNIT("sample_unit"),
  PERIOD("period"),
  UNIT("unit"),
  NAME("name");

  private final String sqlName;

  Argument(String sqlName) {
    this.sqlName = sqlName;
  }

  String sqlName() {
    return sqlName;
  }
}
