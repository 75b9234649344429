package io.flamelake.symbolize.resolve;

import io.flamelake.stacks.FrameEncoder;
import io.flamelake.stacks.FrameFields;
import io.flamelake.stacks.FrameKind;
import io.flamelake.stacks.FrameReader;
import io.flamelake.stacks.FrameReader.Text;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.FunctionTexts;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.index.TextCache;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.Unavailable;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Puts functions, files, lines and inlined calls into stacks. It asks nobody: the indexes are given
 * with the stack. One resolver serves any number of stacks, one after the other; it is for one
 * thread.
 *
 * <p>A frame is looked up if it has an address and a build id, but no function, and is not of an
 * interpreter. Its place is taken by the functions inlined there, innermost first, and the one that
 * they are inlined into. They keep mapping, build id and kind; a native frame of Go or Rust is said
 * to be one. All other frames stay as they are, and so does the stack's id.
 */
public final class StackResolver {
  /** A stack that has grown to as many frames grows no more: of an address only the function. */
  static final int MAX_FRAMES = 1 << 14;

  private final TextCache cache;
  private final Map<SymbolIndex, IndexTexts> texts = new WeakHashMap<>();
  private final FrameReader reader = new FrameReader();
  private final FrameEncoder encoder = new FrameEncoder();
  private final FrameFields fields = new FrameFields();
  private final Builds builds = new Builds();

  private int resolved;
  private int unresolved;

  /**
   * Makes one.
   *
   * @param cache texts of indexes, which others may share
   */
  public StackResolver(TextCache cache) {
    this.cache = cache;
  }

  /**
   * Resolves what can be.
   *
   * @param stack with unresolved frames or without
   * @param answers what is known of each of {@link StackDefinition#buildIds}, in their order
   * @throws IllegalArgumentException if there are not as many answers as build ids, or if the
   *     frames can't be read
   */
  public Resolution resolve(StackDefinition stack, IndexAnswer[] answers) {
    if (answers.length != stack.buildIds().length) {
      throw new IllegalArgumentException(
          answers.length + " answers for " + stack.buildIds().length + " build ids");
    }
    builds.reset(stack.buildIds(), answers);
    encoder.reset();
    reader.reset(stack.frames());
    resolved = 0;
    unresolved = 0;
    while (reader.next()) {
      frame();
    }
    StackDefinition result = resolved == 0 ? stack : resolvedStack(stack);
    return new Resolution(result, resolved, builds.unresolved());
  }

  private StackDefinition resolvedStack(StackDefinition stack) {
    return new StackDefinition(
        stack.day(),
        stack.serviceName(),
        stack.stackId(),
        stack.check(),
        encoder.encoded(),
        unresolved,
        builds.missing());
  }

  private void frame() {
    if (reader.has(Text.FUNCTION)) {
      encoder.add(reader);
      return;
    }
    int build = reader.has(Text.BUILD_ID) ? builds.of(reader) : Builds.NONE;
    if (build != Builds.NONE) {
      if (!isNative()) {
        builds.leave(build);
      } else {
        Unavailable reason = lookUp(build);
        if (reason == null) {
          resolved++;
          return;
        }
        builds.miss(build, reason);
      }
    }
    unresolved++;
    encoder.add(reader);
  }

  /** Whether the address can be one of a file. */
  private boolean isNative() {
    return reader.hasAddress() && !FrameKind.isInterpreted(reader.kindCode());
  }

  /** Adds the frames of an address; tells why there are none. */
  private Unavailable lookUp(int build) {
    IndexAnswer answer = builds.answer(build);
    if (!answer.isFound()) {
      return answer.reason();
    }
    SymbolIndex index = answer.index();
    long address = reader.address();
    if (reader.addressIsOffset()) {
      if (!index.hasSegments()) {
        return Unavailable.PROGRAM_MISSING;
      }
      address = index.virtualAddress(address);
    }
    IndexTexts known = texts(build, index);
    int depth = address == SymbolIndex.NO_ADDRESS ? 0 : known.cursor().lookup(address);
    return depth > 0 && add(index, known, build) ? null : Unavailable.ADDRESS_UNKNOWN;
  }

  private IndexTexts texts(int build, SymbolIndex index) {
    IndexTexts known = builds.texts(build);
    if (known == null) {
      known = texts.computeIfAbsent(index, each -> new IndexTexts(each, cache.of(each)));
      builds.texts(build, known);
    }
    return known;
  }

  /** Adds the frames that the cursor found; false if the outermost has no name. */
  private boolean add(SymbolIndex index, IndexTexts known, int build) {
    FrameCursor cursor = known.cursor();
    int outermost = cursor.depth() - 1;
    if (known.function(index, cursor.function(outermost)).function() == null) {
      return false;
    }
    fields.clear();
    fields.mapping = builds.mapping(build);
    fields.buildId = builds.buildId(build);
    fields.mappingOf(reader);
    builds.keep(build, fields.mapping, fields.buildId);
    int first = encoder.frames() + outermost < MAX_FRAMES ? 0 : outermost;
    for (int i = first; i <= outermost; i++) {
      describe(index, known, i);
      if (fields.function != null) {
        encoder.add(fields);
      }
    }
    return true;
  }

  private void describe(SymbolIndex index, IndexTexts known, int frame) {
    FrameCursor cursor = known.cursor();
    int id = cursor.function(frame);
    FunctionTexts function = known.function(index, id);
    byte[] file = known.path(index, cursor.file(frame));
    fields.function = function.function();
    fields.systemName = function.systemName();
    fields.file = file == null ? function.file() : file;
    fields.line = cursor.line(frame);
    fields.column = cursor.column(frame);
    fields.startLine = index.startLine(id);
    fields.inlined = cursor.inlined(frame);
    int kind = reader.kindCode();
    boolean mayBeMore = kind == FrameKind.UNKNOWN || kind == FrameKind.NATIVE.code();
    fields.kind = mayBeMore ? known.kind(fields.file) : kind;
  }
}
