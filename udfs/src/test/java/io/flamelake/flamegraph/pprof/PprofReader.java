package io.flamelake.flamegraph.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import io.flamelake.flamegraph.frames.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Reads pprof profiles with protobuf's own parser; it shares nothing with the writer but the record
 * of a frame. A frame is inlined if another line of its location follows.
 */
public final class PprofReader {
  private final UnknownFieldSet profile;
  private final List<String> strings = new ArrayList<>();
  private final Map<Long, UnknownFieldSet> mappings;
  private final Map<Long, UnknownFieldSet> locations;
  private final Map<Long, UnknownFieldSet> functions;

  public PprofReader(byte[] gzip) {
    try {
      profile = UnknownFieldSet.parseFrom(unzipped(gzip));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (ByteString text : profile.getField(6).getLengthDelimitedList()) {
      strings.add(text.toString(UTF_8));
    }
    mappings = byId(3);
    locations = byId(4);
    functions = byId(5);
  }

  public static byte[] unzipped(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Type and unit of each value. */
  public List<String> sampleTypes() {
    return messages(profile, 1).stream().map(this::valueType).toList();
  }

  public String periodType() {
    return messages(profile, 11).stream().map(this::valueType).findFirst().orElse("");
  }

  public long period() {
    return number(profile, 12);
  }

  public int sampleCount() {
    return messages(profile, 2).size();
  }

  public int locationCount() {
    return locations.size();
  }

  public int functionCount() {
    return functions.size();
  }

  public List<UnknownFieldSet> mappings() {
    return messages(profile, 3);
  }

  /** The sums of one value, by the frames of the stack, leaf first. */
  public Map<List<Frame>, Long> samples(int value) {
    Map<List<Frame>, Long> samples = new HashMap<>();
    for (UnknownFieldSet sample : messages(profile, 2)) {
      List<Frame> frames = new ArrayList<>();
      packed(sample, 1).forEach(id -> addFrames(locations.get(id), frames));
      samples.merge(frames, packed(sample, 2).get(value), Long::sum);
    }
    return samples;
  }

  private void addFrames(UnknownFieldSet location, List<Frame> frames) {
    UnknownFieldSet none = UnknownFieldSet.getDefaultInstance();
    long mappingId = number(location, 2);
    UnknownFieldSet mapping = mappingId == 0 ? none : mappings.get(mappingId);
    // Both ours and the recorded ones that tests write anew count addresses from a mapping's start
    long address = number(location, 3) - number(mapping, 2) + number(mapping, 4);
    List<UnknownFieldSet> lines = messages(location, 4);
    for (int at = 0; at < Math.max(1, lines.size()); at++) {
      UnknownFieldSet line = lines.isEmpty() ? none : lines.get(at);
      UnknownFieldSet function = lines.isEmpty() ? none : functions.get(number(line, 1));
      frames.add(
          new Frame(
              text(function, 2),
              text(function, 3),
              text(function, 4),
              text(mapping, 5),
              text(mapping, 6),
              number(line, 2),
              number(line, 3),
              number(function, 5),
              address,
              at < lines.size() - 1));
    }
  }

  private String valueType(UnknownFieldSet type) {
    return text(type, 1) + ":" + text(type, 2);
  }

  private Map<Long, UnknownFieldSet> byId(int field) {
    Map<Long, UnknownFieldSet> found = new HashMap<>();
    for (UnknownFieldSet message : messages(profile, field)) {
      if (found.put(number(message, 1), message) != null) {
        throw new AssertionError("an id stands twice: " + message);
      }
    }
    return found;
  }

  private String text(UnknownFieldSet message, int field) {
    return strings.get(Math.toIntExact(number(message, field)));
  }

  private static long number(UnknownFieldSet message, int field) {
    return message.getField(field).getVarintList().stream().findFirst().orElse(0L);
  }

  private static List<Long> packed(UnknownFieldSet message, int field) {
    List<Long> numbers = new ArrayList<>(message.getField(field).getVarintList());
    try {
      for (ByteString bytes : message.getField(field).getLengthDelimitedList()) {
        CodedInputStream in = bytes.newCodedInput();
        while (!in.isAtEnd()) {
          numbers.add(in.readInt64());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return numbers;
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field) {
    List<UnknownFieldSet> messages = new ArrayList<>();
    try {
      for (ByteString bytes : message.getField(field).getLengthDelimitedList()) {
        messages.add(UnknownFieldSet.parseFrom(bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages;
  }
}
