package io.flamelake.ingest.otlp;

import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The attributes of a profile's resource, of its scope and of itself, as pairs of texts in this
 * order. Those of a resource and a scope are read once for all of its profiles that follow each
 * other.
 */
final class AttributePairs {

  private static final int RESOURCE = Wire.tag(1, Wire.BYTES);
  private static final int RESOURCE_ATTRIBUTES = Wire.tag(1, Wire.BYTES);
  private static final int SCOPE = Wire.tag(1, Wire.BYTES);
  private static final int SCOPE_NAME = Wire.tag(1, Wire.BYTES);
  private static final int SCOPE_VERSION = Wire.tag(2, Wire.BYTES);
  private static final int SCOPE_ATTRIBUTES = Wire.tag(3, Wire.BYTES);
  private static final int KEY = Wire.tag(1, Wire.BYTES);
  private static final int VALUE = Wire.tag(2, Wire.BYTES);
  private static final int KEY_STRINDEX = Wire.tag(3, Wire.VARINT);

  // As OpenTelemetry names them in formats that know no scopes.
  private static final byte[] NAME_KEY = "otel.scope.name".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VERSION_KEY =
      "otel.scope.version".getBytes(StandardCharsets.US_ASCII);

  private static final int NONE = -1;

  private final Wire wire;
  private final Request request;
  private final Dictionary dictionary;
  private final Attributes attributes;
  private final Problems problems;
  private final AnyValue value;
  private final int maxPairs;

  private int[] keys = new int[64];
  private int[] values = new int[64];
  private int count;
  private int resource;
  private BadRecord ofResource;
  private int resourceCount;
  private int scope;
  private BadRecord ofScope;
  private int scopeCount;

  AttributePairs(
      Wire wire,
      Request request,
      Dictionary dictionary,
      Attributes attributes,
      Problems problems,
      int maxPairs) {
    this.wire = wire;
    this.request = request;
    this.dictionary = dictionary;
    this.attributes = attributes;
    this.problems = problems;
    this.maxPairs = maxPairs;
    value = new AnyValue(dictionary);
  }

  /** Starts with the request that was read last. */
  void reset() {
    resource = NONE;
    scope = NONE;
    count = 0;
  }

  int count() {
    return count;
  }

  /** A text that is not empty. */
  int key(int pair) {
    return keys[pair];
  }

  /** A text that is not empty. */
  int value(int pair) {
    return values[pair];
  }

  /**
   * Reads the attributes of a profile.
   *
   * @throws BadRecord when they are damaged, or too many
   */
  void read(int profile, Indexes own) {
    readResource(request.resourceOf(profile));
    readScope(request.scopeOf(profile));
    for (int i = 0; i < own.count(); i++) {
      int attribute = own.get(i);
      byte state = attributes.state(attribute);
      if (state == Attributes.BAD) {
        bad("the profile refers to attribute " + attribute + ", which is missing or damaged");
      } else if (state != Attributes.ABSENT) {
        add(attributes.key(attribute), attributes.value(attribute));
      }
    }
  }

  private void readResource(int wanted) {
    if (resource != wanted) {
      resource = wanted;
      scope = NONE;
      count = 0;
      ofResource = null;
      try {
        readResource(request.resources.start(wanted), request.resources.end(wanted));
      } catch (BadRecord e) {
        ofResource = e;
      }
      resourceCount = count;
    }
    if (ofResource != null) {
      throw ofResource;
    }
  }

  private void readResource(int start, int end) {
    wire.position = start;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == RESOURCE) {
        readResourceMessage(wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
  }

  private void readResourceMessage(int end) {
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == RESOURCE_ATTRIBUTES) {
        readKeyValue(wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void readScope(int wanted) {
    count = resourceCount;
    if (scope == wanted) {
      count = scopeCount;
    } else {
      scope = wanted;
      ofScope = null;
      try {
        readScope(request.scopes.start(wanted), request.scopes.end(wanted));
      } catch (BadRecord e) {
        ofScope = e;
      }
      scopeCount = count;
    }
    if (ofScope != null) {
      throw ofScope;
    }
  }

  private void readScope(int start, int end) {
    wire.position = start;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == SCOPE) {
        readScopeMessage(wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
  }

  private void readScopeMessage(int end) {
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == SCOPE_NAME) {
        addScope(NAME_KEY, wire.readEnd(end));
      } else if (tag == SCOPE_VERSION) {
        addScope(VERSION_KEY, wire.readEnd(end));
      } else if (tag == SCOPE_ATTRIBUTES) {
        readKeyValue(wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void addScope(byte[] key, int end) {
    if (end > wire.position) {
      add(dictionary.texts.add(key), dictionary.texts.add(wire.position, end - wire.position));
    }
    wire.position = end;
  }

  private void readKeyValue(int end) {
    int key = Texts.NONE;
    int strindex = 0;
    value.clear();
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == KEY) {
        int stop = wire.readEnd(end);
        key =
            stop == wire.position
                ? Texts.NONE
                : dictionary.texts.add(wire.position, stop - wire.position);
        wire.position = stop;
      } else if (tag == VALUE) {
        value.read(wire, wire.readEnd(end));
      } else if (tag == KEY_STRINDEX) {
        strindex = (int) wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    if (!dictionary.hasText(strindex) || value.isBad()) {
      bad("an attribute of the resource or scope refers to a string that is not there");
      return;
    }
    int name = key == Texts.NONE ? dictionary.text(strindex) : key;
    int text = value.text();
    if (name != Texts.NONE && text != Texts.NONE) {
      add(name, text);
    }
  }

  private void add(int key, int text) {
    if (count == maxPairs) {
      throw new BadRecord(
          Reason.MAX_LABEL_NAMES_PER_SERIES,
          "the profile, its resource and its scope have more than " + maxPairs + " attributes");
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    keys[count] = key;
    values[count] = text;
    count++;
  }

  private void bad(String what) {
    problems.part(Reason.INVALID_ATTRIBUTE, what + "; it was left out");
  }

  long heldBytes() {
    return 8L * keys.length;
  }
}
