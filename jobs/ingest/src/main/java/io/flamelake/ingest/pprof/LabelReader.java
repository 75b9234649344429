package io.flamelake.ingest.pprof;

import io.flamelake.ingest.labels.SampleLabels;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;

/** Reads the labels of samples; those with numbers are left out. */
final class LabelReader {

  private static final int KEY = Wire.tag(1, Wire.VARINT);
  private static final int STR = Wire.tag(2, Wire.VARINT);

  private final Wire wire;
  private final Message message;
  private final SampleLabels labels;

  LabelReader(Wire wire, Message message, SampleLabels labels) {
    this.wire = wire;
    this.message = message;
    this.labels = labels;
  }

  /** Reads all labels of a sample, given by the start and end of each. */
  void read(int[] ends, int count) {
    labels.start();
    for (int i = 0; i < count; i += 2) {
      readLabel(ends[i], ends[i + 1]);
    }
    labels.finish();
  }

  private void readLabel(int start, int end) {
    long key = 0;
    long value = 0;
    wire.position = start;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == KEY) {
        key = wire.varint();
      } else if (tag == STR) {
        value = wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    if (!message.hasText(key) || !message.hasText(value)) {
      drop(start, key, value);
      return;
    }
    Texts texts = message.texts;
    int valueText = Message.text(value);
    if (texts.isEmpty(valueText)) {
      return;
    }
    int keyText = Message.text(key);
    if (texts.isEmpty(keyText)) {
      labels.drop("the sample label at byte " + start + " has a value but no name");
    } else {
      labels.add(keyText, valueText);
    }
  }

  private void drop(int start, long key, long value) {
    labels.drop(
        "the sample label at byte "
            + start
            + " refers to string "
            + (message.hasText(key) ? value : key)
            + ", but the profile has no such string");
  }
}
