package io.flamelake.stacks.kafka;

import java.io.Serializable;

/** Counts what a reader reads. */
@FunctionalInterface
public interface RecordBytes extends Serializable {

  /** A record was read whose value has so many bytes. */
  void read(int bytes);
}
