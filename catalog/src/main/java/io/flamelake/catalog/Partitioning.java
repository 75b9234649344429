package io.flamelake.catalog;

import io.flamelake.catalog.TableDefinition.Partition;
import io.flamelake.catalog.TableDefinition.Transform;
import java.util.List;

/** The partitionings that the tables share. */
final class Partitioning {
  static final List<Partition> BY_TIME = List.of(new Partition(Transform.DAY, "time"));

  static final List<Partition> BY_TIME_AND_SERVICE =
      List.of(
          new Partition(Transform.DAY, "time"), new Partition(Transform.BUCKET, "service_name"));

  static final List<Partition> BY_HOUR_AND_SERVICE =
      List.of(
          new Partition(Transform.DAY, "hour"), new Partition(Transform.BUCKET, "service_name"));

  static final List<Partition> BY_DAY = List.of(new Partition(Transform.IDENTITY, "day"));

  static final List<Partition> BY_DAY_AND_SERVICE =
      List.of(
          new Partition(Transform.IDENTITY, "day"),
          new Partition(Transform.BUCKET, "service_name"));

  static final List<Partition> BY_MONTH_STARTED =
      List.of(new Partition(Transform.MONTH, "started"));

  static final List<Partition> BY_MONTH_REQUESTED =
      List.of(new Partition(Transform.MONTH, "requested_at"));

  private Partitioning() {}
}
