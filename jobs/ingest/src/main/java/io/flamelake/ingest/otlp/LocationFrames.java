package io.flamelake.ingest.otlp;

import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.FrameKinds;
import io.flamelake.ingest.stacks.FrameSpan;
import io.flamelake.ingest.stacks.Frames;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import io.flamelake.stacks.FrameKind;
import java.util.Arrays;

/**
 * Makes frames of a request's locations, each when a stack first refers to it. The frames of a
 * location are neighbours, leaf first: all but the last are inlined into the one after.
 */
final class LocationFrames {

  private static final int NOT_MADE = -1;

  private final Wire wire;
  private final Dictionary dictionary;
  private final Attributes attributes;
  private final Problems problems;
  private final int maxFrames;
  final Frames frames;
  private final Mappings mappings;
  private final Functions functions;
  private final LocationMessage message = new LocationMessage();
  private long[] spans = new long[256];

  /**
   * @param problems of the request: an entry that is broken is told once
   * @param maxFrames of all locations
   */
  LocationFrames(
      Wire wire,
      Dictionary dictionary,
      Attributes attributes,
      Mappings mappings,
      Problems problems,
      int maxFrames) {
    this.wire = wire;
    this.dictionary = dictionary;
    this.attributes = attributes;
    this.mappings = mappings;
    this.problems = problems;
    this.maxFrames = maxFrames;
    frames = new Frames(dictionary.texts);
    functions = new Functions(wire, dictionary, frames);
  }

  /** Starts with the locations that the dictionary holds now. */
  void reset() {
    frames.reset();
    functions.reset();
    int count = dictionary.locations.count();
    if (spans.length < count) {
      spans = new long[Math.max(count, spans.length * 2)];
    }
    Arrays.fill(spans, 0, count, NOT_MADE);
  }

  /** Whether there is a location of this index; else its frame is {@link Frames#invalid}. */
  boolean has(int location) {
    return dictionary.locations.has(location);
  }

  /** Tells of a location that a stack refers to, but that is not there. */
  void tellMissing(int location) {
    bad("a stack refers to location " + location + ", but the request has no such location");
  }

  /** The rows of a location's frames, of which there is at least one. */
  long span(int location) {
    if (!has(location)) {
      return FrameSpan.of(frames.invalid(), 1);
    }
    if (spans[location] == NOT_MADE) {
      spans[location] = make(location);
    }
    return spans[location];
  }

  private long make(int location) {
    if (!read(location)) {
      return FrameSpan.of(frames.invalid(), 1);
    }
    if (message.mapping != 0 && !mappings.has(message.mapping)) {
      bad(
          "location "
              + location
              + " refers to mapping "
              + message.mapping
              + ", which is missing or damaged");
      return FrameSpan.of(frames.invalid(), 1);
    }
    if (frames.count() + message.lines > maxFrames) {
      throw new BadRecord(
          Reason.TABLES_LIMIT,
          "the locations of the request have more than " + maxFrames + " lines");
    }
    int start = frames.count();
    makeLines(location);
    return FrameSpan.of(start, frames.count() - start);
  }

  private boolean read(int location) {
    try {
      wire.position = dictionary.locations.start(location);
      message.read(wire, dictionary.locations.end(location));
      return true;
    } catch (BadRecord e) {
      bad("location " + location + " is damaged: " + e.getMessage());
      return false;
    }
  }

  private void makeLines(int location) {
    int type = frameType(location);
    if (message.lines == 0) {
      start(type);
      withoutFunction(0);
      frames.add();
    }
    for (int line = 0; line < message.lines; line++) {
      start(type);
      frames.inlined = line < message.lines - 1;
      if (setFunction(location, line)) {
        frames.kind = type == FrameKind.UNKNOWN ? frames.kind : type;
        frames.add();
      } else {
        frames.addInvalid();
      }
    }
  }

  /** Sets what a frame has of its location. */
  private void start(int type) {
    frames.clear();
    frames.address = message.address;
    if (message.mapping != 0) {
      frames.mapping = mappings.file(message.mapping);
      frames.buildId = mappings.buildId(message.mapping);
      frames.kind = mappings.kind(message.mapping);
    }
    frames.kind = type == FrameKind.UNKNOWN ? frames.kind : type;
  }

  /** What is called the address of an interpreted frame is a line, or means nothing to others. */
  private void withoutFunction(long line) {
    if (FrameKind.isInterpreted(frames.kind)) {
      frames.symbolized = true;
      frames.line = line == 0 ? message.address : line;
      frames.address = 0;
      frames.buildId = Texts.NONE;
    }
  }

  /** Sets what a frame has of its line and function; false when that is not there. */
  private boolean setFunction(int location, int line) {
    int function = message.function[line];
    byte state = function == 0 ? Functions.NOTHING : functions.state(function);
    switch (state) {
      case Functions.GOOD -> {
        functions.set(function);
        frames.line = message.line[line];
        frames.column = message.column[line];
      }
      case Functions.NOTHING -> withoutFunction(message.line[line]);
      default -> {
        bad(
            "location "
                + location
                + " refers to function "
                + function
                + ", which is missing, damaged, or refers to a missing string");
        return false;
      }
    }
    return true;
  }

  /** The kind that the location's attributes tell. */
  private int frameType(int location) {
    int type = FrameKind.UNKNOWN;
    for (int i = 0; i < message.attributes.count(); i++) {
      int attribute = message.attributes.get(i);
      byte state = attributes.state(attribute);
      if (state == Attributes.BAD) {
        problems.part(
            Reason.INVALID_ATTRIBUTE,
            "location "
                + location
                + " refers to attribute "
                + attribute
                + ", which is missing, damaged, or refers to a missing string");
      } else if (state == Attributes.STRING
          && attributes.role(attribute) == AttributeRole.FRAME_TYPE) {
        type = FrameKinds.ofFrameType(dictionary.texts.string(attributes.value(attribute)));
      }
    }
    return type;
  }

  private void bad(String what) {
    problems.repaired(Repair.INVALID_FRAME, 1);
    problems.part(Reason.INVALID_REFERENCE, what + "; its frame became [invalid]");
  }

  long heldBytes() {
    return frames.heldBytes()
        + functions.heldBytes()
        + mappings.heldBytes()
        + message.heldBytes()
        + 8L * spans.length;
  }
}
