package io.flamelake.ingest.otlp;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.flamelake.ingest.profile.ProfileIds;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.wire.Wire;
import java.util.HashSet;
import java.util.Set;

/**
 * Which profiles of a request carry the same original payload. A profile has one type, so a
 * recording of several is converted to several profiles, and each may carry the whole recording: it
 * must be counted once, as samples if any of them has some.
 */
final class SharedPayloads {

  /** Equal bytes of two resources are two payloads: they are of two processes. */
  private record Key(int resource, String format, HashValue128 content) {}

  private final Wire wire;
  private final Request request;
  private final ProfileMessage other;
  private final Set<Key> converted = new HashSet<>();
  private final Set<Key> decoded = new HashSet<>();
  private boolean isRead;

  SharedPayloads(Wire wire, Request request, Limits limits) {
    this.wire = wire;
    this.request = request;
    other = new ProfileMessage(limits);
  }

  /** Starts with a request. */
  void reset() {
    isRead = false;
    converted.clear();
    decoded.clear();
  }

  /** What becomes of the payload of a profile; asked for once. */
  PayloadUse use(int place, ProfileMessage profile) {
    if (profile.samples.count() > 0 || !profile.hasPayload()) {
      return PayloadUse.NONE;
    }
    if (PayloadFormat.of(profile.payloadFormat(wire.data)) == PayloadFormat.FOLDED) {
      // A text has the counts of one type, that of its profile: equal ones are not the same.
      return PayloadUse.DECODED;
    }
    if (!isRead) {
      isRead = true;
      findConverted();
    }
    Key key = key(place, profile);
    if (converted.contains(key)) {
      return PayloadUse.NONE;
    }
    return decoded.add(key) ? PayloadUse.DECODED : PayloadUse.DECODED_BEFORE;
  }

  private void findConverted() {
    for (int place = 0; place < request.profiles.count(); place++) {
      try {
        other.read(wire, request.profiles.start(place), request.profiles.end(place));
        if (other.samples.count() > 0 && other.hasPayload()) {
          converted.add(key(place, other));
        }
      } catch (BadRecord e) {
        // Told when its turn comes.
      }
    }
  }

  private Key key(int place, ProfileMessage profile) {
    return new Key(
        request.resourceOf(place),
        profile.payloadFormat(wire.data),
        ProfileIds.content(
            wire.data, profile.payloadStart, profile.payloadEnd - profile.payloadStart));
  }

  long heldBytes() {
    return other.heldBytes();
  }
}
