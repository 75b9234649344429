package io.flamelake.cli.bench;

import java.util.List;

/**
 * What is ingested and measured.
 *
 * @param kinds as the load generator names them
 * @param services how many send them
 * @param instances of each service
 * @param ceiling bytes of gzip a second and core that the bare path from gzip to Parquet took, of
 *     one sample type, without Kafka and Flink, on 2 vCPUs of AMD EPYC; 0 where it was never
 *     measured
 */
public record DataSet(
    String name, List<String> kinds, int services, int instances, double ceiling) {

  /** Every data set. */
  public static final List<DataSet> ALL =
      List.of(
          new DataSet("go-cpu", List.of("go/cpu"), 4, 50, 1716 * 26_699.0),
          new DataSet("go-heap", List.of("go/heap"), 4, 10, 71 * 157_563.0),
          new DataSet("node-wall", List.of("node/wall"), 4, 100, 14_171 * 4_013.0),
          new DataSet("java-cpu", List.of("java/cpu"), 4, 50, 2911 * 23_310.0),
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
