package io.flamelake.cli.bench;

import java.util.List;

/**
 * What is ingested and measured.
 *
 * @param kinds as the load generator names them
 * @param services how many send them
 * @param instances of each service
 * @param ceiling profiles a second and core of the bare path from gzip to Parquet, of one sample
 *     type, without Kafka and Flink, on 2 vCPUs of AMD EPYC; 0 where it was never measured
 */
public record DataSet(String name, List<String> kinds, int services, int instances, int ceiling) {

  /** Every data set. */
  public static final List<DataSet> ALL =
      List.of(
          new DataSet("go-cpu", List.of("go/cpu"), 4, 50, 1716),
          new DataSet("go-heap", List.of("go/heap"), 4, 10, 71),
          new DataSet("node-wall", List.of("node/wall"), 4, 100, 14171),
          new DataSet("java-cpu", List.of("java/cpu"), 4, 50, 2911),
          new DataSet(
              "fleet",
              List.of("go/cpu", "go/mutex", "go/goroutine", "java/cpu", "node/wall", "node/heap"),
              12,
              20,
              0));

  /** Profiles of very few samples, of as many series as are asked for. */
  static DataSet filling(int series) {
    return new DataSet("state", List.of("node/heap"), 4, Math.ceilDiv(series, 4), 0);
  }
}
