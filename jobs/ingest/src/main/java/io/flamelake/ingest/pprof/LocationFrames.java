package io.flamelake.ingest.pprof;

import io.flamelake.ingest.decode.Reason;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.stacks.FrameKinds;
import io.flamelake.ingest.stacks.Frames;
import io.flamelake.ingest.stacks.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes frames of a profile's locations, each when a sample first refers to it. The frames of a
 * location are neighbours, leaf first: all but the last are inlined into the one after.
 */
final class LocationFrames {

  private static final byte[] INVALID = "[invalid]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUNCATED = "[truncated]".getBytes(StandardCharsets.US_ASCII);
  private static final int NOT_MADE = -1;
  private static final int NO_MAPPING = -1;
  private static final int BAD = -2;

  private final Message message;
  private final Problems problems;
  private final Texts texts;
  final Frames frames;
  private int[] firstFrame = new int[256];
  private int[] frameCount = new int[256];
  private int invalidText;
  private int invalid;
  private int truncated;

  LocationFrames(Message message, Problems problems) {
    this.message = message;
    this.problems = problems;
    this.texts = message.texts;
    this.frames = new Frames(texts);
  }

  /** Starts with the profile that the message holds now. */
  void reset() {
    frames.reset();
    int locations = message.locations.ids.count();
    if (firstFrame.length < locations) {
      firstFrame = new int[Math.max(locations, firstFrame.length * 2)];
      frameCount = new int[firstFrame.length];
    }
    Arrays.fill(firstFrame, 0, locations, NOT_MADE);
    invalidText = NOT_MADE;
    invalid = NOT_MADE;
    truncated = NOT_MADE;
  }

  /** The row of the leaf-most frame of a location. */
  int firstFrame(int location) {
    int row = firstFrame[location];
    return row == NOT_MADE ? make(location) : row;
  }

  /** The number of frames of a location, of which {@link #firstFrame} was asked. */
  int frameCount(int location) {
    return frameCount[location];
  }

  /** The frame that stands for what a depth limit cut off. */
  int truncated() {
    if (truncated == NOT_MADE) {
      truncated = frames.addNamed(texts.add(TRUNCATED));
    }
    return truncated;
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
    if (invalid == NOT_MADE) {
      invalid = addInvalid();
    }
    return invalid;
  }

  private int make(int location) {
    int start = frames.count();
    int mapping = mappingOf(location);
    if (mapping == BAD) {
      addInvalid();
    } else {
      makeLines(location, mapping);
    }
    firstFrame[location] = start;
    frameCount[location] = frames.count() - start;
    return start;
  }

  private int mappingOf(int location) {
    long id = message.locations.mappingId[location];
    if (id == 0) {
      return NO_MAPPING;
    }
    int row = message.mappings.ids.row(id);
    if (row == IdTable.ABSENT) {
      bad(location, "mapping " + Long.toUnsignedString(id) + ", but the profile has no such id");
      return BAD;
    }
    if (!isText(location, "mapping", id, message.mappings.filename[row])
        || !isText(location, "mapping", id, message.mappings.buildId[row])) {
      return BAD;
    }
    return row;
  }

  private void makeLines(int location, int mapping) {
    int first = message.locations.firstLine[location];
    int last = message.locations.firstLine[location + 1] - 1;
    if (first > last) {
      start(location, mapping);
      frames.add();
      return;
    }
    for (int line = first; line <= last; line++) {
      start(location, mapping);
      frames.inlined = line < last;
      if (function(location, line)) {
        frames.add();
      } else {
        addInvalid();
      }
    }
  }

  /** Sets what a frame has of its location. */
  private void start(int location, int mapping) {
    frames.clear();
    frames.address = message.locations.address[location];
    if (mapping != NO_MAPPING) {
      frames.address = message.mappings.normalise(mapping, frames.address);
      frames.mapping = Message.text(message.mappings.filename[mapping]);
      frames.buildId = Message.text(message.mappings.buildId[mapping]);
      frames.kind = FrameKinds.ofMapping(texts, frames.mapping);
    }
  }

  /** Sets what a frame has of its line and function; false when that is not there. */
  private boolean function(int location, int line) {
    long id = message.locations.functionId[line];
    if (id == 0) {
      return true;
    }
    Functions functions = message.functions;
    int row = functions.ids.row(id);
    if (row == IdTable.ABSENT) {
      bad(location, "function " + Long.toUnsignedString(id) + ", but the profile has no such id");
      return false;
    }
    if (!isText(location, "function", id, functions.name[row])
        || !isText(location, "function", id, functions.systemName[row])
        || !isText(location, "function", id, functions.filename[row])) {
      return false;
    }
    frames.systemName = Message.text(functions.systemName[row]);
    frames.function = Message.text(functions.name[row]);
    if (texts.isEmpty(frames.function)) {
      frames.function = frames.systemName;
    }
    frames.file = Message.text(functions.filename[row]);
    frames.symbolized = !texts.isEmpty(frames.function) || !texts.isEmpty(frames.file);
    if (frames.symbolized) {
      frames.line = message.locations.line[line];
      frames.column = message.locations.column[line];
      frames.startLine = functions.startLine[row];
      frames.kind = FrameKinds.of(FrameKinds.ofFile(texts, frames.file), frames.kind);
    }
    return true;
  }

  private boolean isText(int location, String table, long id, long index) {
    if (message.hasText(index)) {
      return true;
    }
    bad(
        location,
        table
            + " "
            + Long.toUnsignedString(id)
            + ", which refers to string "
            + index
            + ", but the profile has no such string");
    return false;
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

  private int addInvalid() {
    if (invalidText == NOT_MADE) {
      invalidText = texts.add(INVALID);
    }
    return frames.addNamed(invalidText);
  }

  long heldBytes() {
    return frames.heldBytes() + 8L * firstFrame.length;
  }
}
