package io.flamelake.ingest.pprof;

import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.FrameKinds;
import io.flamelake.ingest.stacks.FrameSpan;
import io.flamelake.ingest.stacks.Frames;
import io.flamelake.ingest.stacks.Texts;
import java.util.Arrays;

/**
 * Makes frames of a profile's locations, each when a sample first refers to it. The frames of a
 * location are neighbours, leaf first: all but the last are inlined into the one after.
 */
final class LocationFrames {

  /** Stands in {@link #singleIds} for locations that have no frames yet, or more than one. */
  static final long NOT_SINGLE = 0;

  private static final int NOT_MADE = -1;
  private static final int NO_MAPPING = -1;
  private static final int BAD_MAPPING = -2;

  private final Message message;
  private final Problems problems;
  private final Texts texts;
  final Frames frames;
  private final FunctionFacts functions;
  private AddressRule rule = AddressRule.OF_PROCESS;
  private long[] spans = new long[256];
  private long[] singleIds = new long[256];

  // The mapping of the location made last: most are of the same as the one before.
  private long mappingId;
  private int mapping;
  private int mappingFile;
  private int mappingBuildId;
  private int mappingKind;

  LocationFrames(Message message, Problems problems) {
    this.message = message;
    this.problems = problems;
    this.texts = message.texts;
    this.frames = new Frames(texts);
    this.functions = new FunctionFacts(message, frames);
  }

  /** Starts with the profile that the message holds now. */
  void reset(AddressRule addressRule) {
    rule = addressRule;
    frames.reset();
    functions.reset();
    int locations = message.locations.ids.count();
    if (spans.length < locations) {
      spans = new long[Math.max(locations, spans.length * 2)];
      singleIds = new long[spans.length];
    }
    Arrays.fill(spans, 0, locations, NOT_MADE);
    Arrays.fill(singleIds, 0, locations, NOT_SINGLE);
    mapping = NO_MAPPING;
  }

  /** The rows of a location's frames, of which there is at least one. */
  long span(int location) {
    long span = spans[location];
    return span == NOT_MADE ? make(location) : span;
  }

  /** The ids of those frames that are the only ones of their location, by location. */
  long[] singleIds() {
    return singleIds;
  }

  /** The frame that stands for a location that a sample refers to, but that is not there. */
  int missing(long locationId) {
    problems.repaired(Repair.INVALID_FRAME, 1);
    if (problems.isFirst(Reason.INVALID_REFERENCE)) {
      problems.part(
          Reason.INVALID_REFERENCE,
          "a sample refers to location "
              + Long.toUnsignedString(locationId)
              + ", but the profile has no location with that id; its frame became [invalid]");
    } else {
      problems.part(Reason.INVALID_REFERENCE);
    }
    return frames.invalid();
  }

  private long make(int location) {
    int start = frames.count();
    int ofLocation = mappingOf(location);
    if (ofLocation == BAD_MAPPING) {
      frames.addInvalid();
    } else {
      makeLines(location, ofLocation);
    }
    int count = frames.count() - start;
    spans[location] = FrameSpan.of(start, count);
    if (count == 1) {
      singleIds[location] = frames.ids()[start];
    }
    return spans[location];
  }

  /** The row of a location's mapping, after {@link #setMapping} if it is not that of the last. */
  private int mappingOf(int location) {
    long id = message.locations.mappingId[location];
    if (id == 0) {
      return NO_MAPPING;
    }
    if (id != mappingId || mapping < 0) {
      mappingId = id;
      mapping = setMapping(location, id);
    }
    return mapping;
  }

  private int setMapping(int location, long id) {
    int row = message.mappings.ids.row(id);
    if (row == IdTable.ABSENT) {
      bad(location, "mapping " + Long.toUnsignedString(id) + ", but the profile has no such id");
      return BAD_MAPPING;
    }
    long filename = message.mappings.filename[row];
    long buildId = message.mappings.buildId[row];
    if (!message.hasText(filename) || !message.hasText(buildId)) {
      badText(location, "mapping", id, message.hasText(filename) ? buildId : filename);
      return BAD_MAPPING;
    }
    mappingFile = texts.shown(Message.text(filename));
    mappingBuildId = texts.shown(Message.text(buildId));
    mappingKind = FrameKinds.ofMapping(texts, mappingFile);
    return row;
  }

  private void makeLines(int location, int ofMapping) {
    int first = message.locations.firstLine[location];
    int last = message.locations.firstLine[location + 1] - 1;
    if (first > last) {
      start(location, ofMapping);
      frames.add();
    }
    for (int line = first; line <= last; line++) {
      start(location, ofMapping);
      frames.inlined = line < last;
      if (setFunction(location, line)) {
        frames.add();
      } else {
        frames.addInvalid();
      }
    }
  }

  /** Sets what a frame has of its location. */
  private void start(int location, int ofMapping) {
    frames.clear();
    frames.address = message.locations.address[location];
    if (ofMapping != NO_MAPPING) {
      long address = frames.address;
      frames.address = rule.apply(message.mappings, ofMapping, address);
      frames.addressIsOffset = rule.isOffset(message.mappings, ofMapping, address);
      frames.mapping = mappingFile;
      frames.buildId = mappingBuildId;
      frames.kind = mappingKind;
    }
  }

  /** Sets what a frame has of its line and function; false when that is not there. */
  private boolean setFunction(int location, int line) {
    long id = message.locations.functionId[line];
    if (id == 0) {
      return true;
    }
    int row = message.functions.ids.row(id);
    if (row == IdTable.ABSENT) {
      bad(location, "function " + Long.toUnsignedString(id) + ", but the profile has no such id");
      return false;
    }
    switch (functions.state(row)) {
      case FunctionFacts.GOOD -> {
        functions.set(row);
        frames.line = message.locations.line[line];
        frames.column = message.locations.column[line];
      }
      case FunctionFacts.BAD -> {
        badText(location, "function", id, functions.badText(row));
        return false;
      }
      default -> {
        return true;
      }
    }
    return true;
  }

  private void badText(int location, String table, long id, long index) {
    bad(
        location,
        table
            + " "
            + Long.toUnsignedString(id)
            + ", which refers to string "
            + index
            + ", but the profile has no such string");
  }

  private void bad(int location, String refersTo) {
    problems.repaired(Repair.INVALID_FRAME, 1);
    problems.part(
        Reason.INVALID_REFERENCE,
        "location "
            + Long.toUnsignedString(message.locations.ids.id(location))
            + " refers to "
            + refersTo
            + "; its frame became [invalid]");
  }

  long heldBytes() {
    return frames.heldBytes() + functions.heldBytes() + 16L * spans.length;
  }
}
