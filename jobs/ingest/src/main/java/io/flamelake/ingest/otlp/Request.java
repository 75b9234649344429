package io.flamelake.ingest.otlp;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/**
 * Where the parts of an {@code ExportProfilesServiceRequest} stand: its resources, their scopes and
 * their profiles, in the order of the message.
 */
final class Request {

  private static final int RESOURCE_PROFILES = Wire.tag(1, Wire.BYTES);
  private static final int DICTIONARY = Wire.tag(2, Wire.BYTES);
  private static final int SCOPE_PROFILES = Wire.tag(2, Wire.BYTES);
  private static final int PROFILES = Wire.tag(2, Wire.BYTES);

  /** Each makes a row of its own, however small it is. */
  static final int MAX_PROFILES = 1 << 16;

  private final Dictionary dictionary;
  final Slices resources = new Slices();
  final Slices scopes = new Slices();
  final Slices profiles = new Slices();
  private int[] scopeOf = new int[64];
  private int[] resourceOf = new int[64];

  Request(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Reads the request that the wire's first bytes are, with its dictionary. */
  void read(Wire wire, int end) {
    resources.reset();
    scopes.reset();
    profiles.reset();
    dictionary.reset(wire.data, end);
    wire.position = 0;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == RESOURCE_PROFILES) {
        readResource(wire, wire.readEnd(end));
      } else if (tag == DICTIONARY) {
        dictionary.read(wire, wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  /** The scope of a profile. */
  int scopeOf(int profile) {
    return scopeOf[profile];
  }

  /** The resource of a profile. */
  int resourceOf(int profile) {
    return resourceOf[profile];
  }

  private void readResource(Wire wire, int end) {
    resources.add(wire.position, end);
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == SCOPE_PROFILES) {
        readScope(wire, wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void readScope(Wire wire, int end) {
    scopes.add(wire.position, end);
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == PROFILES) {
        int stop = wire.readEnd(end);
        addProfile(wire.position, stop);
        wire.position = stop;
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void addProfile(int start, int end) {
    int profile = profiles.count();
    if (profile == MAX_PROFILES) {
      throw new BadRecord(
          Reason.TABLES_LIMIT,
          "the request has more than " + MAX_PROFILES + " profiles; send smaller batches");
    }
    profiles.add(start, end);
    if (profile == scopeOf.length) {
      scopeOf = Arrays.copyOf(scopeOf, profile * 2);
      resourceOf = Arrays.copyOf(resourceOf, profile * 2);
    }
    scopeOf[profile] = scopes.count() - 1;
    resourceOf[profile] = resources.count() - 1;
  }

  long heldBytes() {
    return resources.heldBytes() + scopes.heldBytes() + profiles.heldBytes() + 8L * scopeOf.length;
  }
}
