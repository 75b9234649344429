package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.lists.IntList;
import io.flamelake.symbolize.lists.LongList;
import java.util.ArrayList;
import java.util.List;

/** Reads a table of abbreviations (7.5.3) and makes its steps. */
final class AbbreviationBuilder {
  final LongList codes = new LongList();
  final List<Tag> tags = new ArrayList<>();
  final List<Boolean> children = new ArrayList<>();
  final List<Boolean> linked = new ArrayList<>();
  final IntList fixedSizes = new IntList();
  final IntList starts = new IntList();
  final IntList steps = new IntList();
  final LongList constants = new LongList();

  private final Cursor from;
  private final Encoding encoding;
  private final boolean all;
  private int skip;
  private boolean fixed;
  private boolean hasLinkage;

  /**
   * Of everything that is read, only what the pass over all entries needs is kept, unless {@code
   * all}.
   */
  AbbreviationBuilder(Cursor from, Encoding encoding, boolean all) {
    this.from = from;
    this.encoding = encoding;
    this.all = all;
  }

  /** Reads from the cursor to the end of the table. */
  Abbreviations build() throws MalformedFileException {
    for (long code = from.uleb(); code != 0; code = from.uleb()) {
      codes.add(code);
      Tag tag = Tag.of((int) Math.min(from.uleb(), 0xffffL));
      tags.add(tag);
      children.add(from.u8() != 0);
      starts.add(steps.size());
      begin();
      specifications(tag);
      end();
      if (from.position >= from.limit()) {
        break;
      }
    }
    return new Abbreviations(this);
  }

  private void begin() {
    skip = 0;
    fixed = true;
    hasLinkage = false;
  }

  private void end() {
    fixedSizes.add(fixed ? skip : Form.VARIABLE);
    linked.add(hasLinkage);
    flush();
    steps.add(Abbreviations.END);
  }

  private void specifications(Tag tag) throws MalformedFileException {
    while (true) {
      int attribute = (int) Math.min(from.uleb() & Long.MAX_VALUE, 0xffffL);
      long form = from.uleb();
      if (attribute == 0 && form == 0) {
        return;
      }
      if (form < 0 || form > 0xffff) {
        throw new MalformedFileException("the form 0x%x of a value is unknown".formatted(form));
      }
      long constant = form == Form.IMPLICIT_CONST ? from.sleb() : 0;
      int slot = Attribute.slot(attribute);
      hasLinkage |= slot == Attribute.LINKAGE_NAME;
      if (slot != Attribute.NONE && keeps(tag, slot)) {
        keep(slot, (int) form, constant);
      } else {
        pass((int) form);
      }
    }
  }

  private boolean keeps(Tag tag, int slot) {
    if (all) {
      return true;
    }
    return switch (tag) {
      case SUBPROGRAM -> slot >= Attribute.LOW_PC && slot <= Attribute.RANGES;
      case INLINED -> slot >= Attribute.LOW_PC && slot <= Attribute.CALL_COLUMN;
      case CLOSED -> slot == Attribute.SIBLING;
      default -> false;
    };
  }

  private void keep(int slot, int form, long constant) throws MalformedFileException {
    flush();
    fixed = false;
    if (form == Form.IMPLICIT_CONST) {
      steps.add(Abbreviations.KEEP_CONSTANT);
      steps.add(slot);
      steps.add(constants.size());
      constants.add(constant);
      return;
    }
    int size = Form.size(form, encoding);
    boolean number = size == 1 || size == 2 || size == 4 || size == 8;
    steps.add(
        number
            ? Abbreviations.KEEP_NUMBER
            : Form.isUnsignedLeb(form) ? Abbreviations.KEEP_LEB : Abbreviations.KEEP);
    steps.add(slot);
    steps.add(form);
    if (number) {
      steps.add(size);
    }
  }

  private void pass(int form) throws MalformedFileException {
    int size = Form.size(form, encoding);
    if (size != Form.VARIABLE) {
      skip += size;
      return;
    }
    flush();
    fixed = false;
    if (form == Form.STRING) {
      steps.add(Abbreviations.SKIP_TEXT);
    } else if (form == Form.SDATA || Form.isUnsignedLeb(form)) {
      steps.add(Abbreviations.SKIP_LEB);
    } else {
      steps.add(Abbreviations.SKIP_FORM);
      steps.add(form);
    }
  }

  private void flush() {
    if (skip > 0) {
      steps.add(Abbreviations.SKIP);
      steps.add(skip);
      skip = 0;
    }
  }
}
