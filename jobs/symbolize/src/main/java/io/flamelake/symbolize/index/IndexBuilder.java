package io.flamelake.symbolize.index;

import io.flamelake.symbolize.SymbolSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what readers tell, layer by layer, and makes an index of it.
 *
 * <p>Where frames overlap, an inlined one goes before the one into which it is inlined, then the
 * one that was made first; so a layer covers those after it. The names of {@link Layer#SYMTAB} and
 * {@link Layer#DYNSYM} take the place of the name that {@link Layer#DWARF} tells, since only they
 * tell the clones that a compiler made of a function apart; and the lines they tell hold only for
 * code that is not inlined, since a table of symbols knows the files of those functions alone.
 *
 * <p>Lines of code that is in no frame are left out: compilers tell them for the padding between
 * functions.
 *
 * <p>Memory is bounded by what is told: about 24 bytes a range, 24 a frame, and the texts.
 */
public final class IndexBuilder implements SymbolSink {
  private final IndexLimits limits;
  final Texts names;
  final Texts paths;

  /** Name, system name, file, start line. */
  final Tuples functions = new Tuples();

  final FrameTable frames = new FrameTable();
  final Ranges ranges = new Ranges();

  /** Those of the frames whose names take the place of others. */
  final Ranges naming = new Ranges();

  final Ranges lines = new Ranges();

  /** The files of symbols, which have no lines. */
  final Ranges symbolFiles = new Ranges();

  /** File, line, column. */
  final Tuples places = new Tuples();

  private final List<LayerInfo> layers = new ArrayList<>();
  private List<LoadSegment> segments = List.of();
  private Layer layer = Layer.DWARF;
  private int framesBefore;
  private int rangesBefore;
  private int linesBefore;

  public IndexBuilder(IndexLimits limits) {
    this.limits = limits;
    this.names = new Texts(limits.chars());
    this.paths = new Texts(limits.chars());
  }

  /**
   * Says which layer is told from now on; the first is {@link Layer#DWARF}.
   *
   * @throws IllegalArgumentException if the layer goes before one that was told
   */
  public void layer(Layer next) {
    if (next.compareTo(layer) < 0) {
      throw new IllegalArgumentException("Layer " + next + " is told after " + layer);
    }
    endLayer();
    layer = next;
  }

  /**
   * Tells the load segments of the program, of which the first that has an offset gives its
   * address; without them offsets do not become addresses.
   *
   * @throws IndexLimitException if they are more than any program has
   */
  public void segments(List<LoadSegment> told) {
    if (told.size() > IndexFormat.MAX_SEGMENTS) {
      throw new IndexLimitException(
          "There are more than " + IndexFormat.MAX_SEGMENTS + " load segments");
    }
    segments = List.copyOf(told);
  }

  @Override
  public int function(String name, String systemName, int file, int startLine) {
    if (functions.size() >= limits.functions()) {
      throw new IndexLimitException("There are more than " + limits.functions() + " functions");
    }
    return functions.id(names.id(name), names.id(systemName), file, Math.max(0, startLine));
  }

  @Override
  public int file(String path) {
    return paths.id(path);
  }

  @Override
  public int frame(int function) {
    checkFrames();
    return frames.add(function, FrameTable.NO_CALLER, Ranges.NONE);
  }

  @Override
  public int inlined(int caller, int function, int callFile, int callLine, int callColumn) {
    checkFrames();
    if (frames.depth(caller) >= limits.depth()) {
      return caller;
    }
    return frames.add(function, caller, place(callFile, callLine, callColumn));
  }

  /** {@inheritDoc} An empty range, or one whose end is before its start, is left out. */
  @Override
  public void range(int frame, long start, long end) {
    if (Long.compareUnsigned(start, end) >= 0) {
      return;
    }
    checkRanges();
    ranges.add(start, end, frame);
    if (layer == Layer.DWARF) {
      frames.fromDwarf(frame);
    } else if (layer.namesClones()) {
      naming.add(start, end, frame);
    }
  }

  /** {@inheritDoc} An empty range, or one whose end is before its start, is left out. */
  @Override
  public void line(long start, long end, int file, int line, int column) {
    if (Long.compareUnsigned(start, end) >= 0) {
      return;
    }
    checkRanges();
    Ranges into = layer.namesClones() ? symbolFiles : lines;
    into.add(start, end, place(file, line, column));
  }

  /**
   * Makes the index; nothing can be told afterwards.
   *
   * @param buildId the build id of the file; empty if it has none
   */
  public SymbolIndex build(String buildId) {
    endLayer();
    return new IndexAssembler(this).assemble(new IndexHeader(buildId, layers, segments));
  }

  private int place(int file, int line, int column) {
    return places.id(file, Math.max(0, line), Math.max(0, column), 0);
  }

  private void endLayer() {
    LayerInfo info =
        new LayerInfo(
            layer,
            frames.size() - framesBefore,
            ranges.size() - rangesBefore,
            lines.size() + symbolFiles.size() - linesBefore);
    if (info.ranges() > 0 || info.lines() > 0) {
      layers.add(info);
    }
    framesBefore = frames.size();
    rangesBefore = ranges.size();
    linesBefore = lines.size() + symbolFiles.size();
  }

  private void checkFrames() {
    if (frames.size() >= limits.frames()) {
      throw new IndexLimitException("There are more than " + limits.frames() + " frames");
    }
  }

  private void checkRanges() {
    if (ranges.size() + naming.size() + lines.size() + symbolFiles.size() >= limits.ranges()) {
      throw new IndexLimitException("There are more than " + limits.ranges() + " ranges");
    }
  }
}
