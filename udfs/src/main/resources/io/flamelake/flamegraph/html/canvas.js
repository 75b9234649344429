// Draws the visible part of the graph: the canvas is as large as its pane, and stays while a spacer
// of the whole height scrolls behind it.

const ROW_HEIGHT = 19;
const NARROWEST = 0.5;
const FONT = '11.5px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace';

// Blues and yellows with differing lightness: told apart with any of the common colour blindnesses
const HUES = [45, 62, 80, 98, 205, 230, 255, 280, 305];
const LIGHT = {
  lightness: [0.79, 0.91], chroma: 0.08, ink: '#16181d', outline: '#16181d',
  dim: '#e6e8ec', dimInk: '#5b616e', match: '#5b2a86', matchInk: '#ffffff',
};
const DARK = {
  lightness: [0.37, 0.49], chroma: 0.075, ink: '#f2f3f5', outline: '#ffffff',
  dim: '#2a2e37', dimInk: '#9aa1af', match: '#ffd24a', matchInk: '#16181d',
};

class FlameCanvas {
  constructor(graph, scroller) {
    this.graph = graph;
    this.scroller = scroller;
    this.spacer = scroller.firstElementChild;
    this.canvas = scroller.querySelector('canvas');
    this.context = this.canvas.getContext('2d');
    this.view = {focus: 0, inverted: false, matched: null};
    this.cursor = -1;
    this.drawn = [];
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => {
      this.theme = dark.matches ? DARK : LIGHT;
      this.fills = [];
      this.repaint();
    };
    dark.addEventListener('change', follow);
    scroller.addEventListener('scroll', () => this.repaint());
    new ResizeObserver(() => this.repaint()).observe(scroller);
    follow();
  }

  /** Takes a focus row, inverted = root at the bottom, and the matched labels or null. */
  show(view) {
    const moved = view.focus !== this.view.focus || view.inverted !== this.view.inverted;
    this.view = view;
    this.layOut();
    if (moved || this.drawn.length === 0) {
      this.revealSubtree(view.focus);
    }
    this.paint();
  }

  setCursor(row) {
    if (row !== this.cursor) {
      this.cursor = row;
      this.repaint();
    }
  }

  repaint() {
    this.pending = this.pending || requestAnimationFrame(() => this.paint());
  }

  layOut() {
    const {graph, view, scroller} = this;
    this.height = (graph.deepest[view.focus] + 1) * ROW_HEIGHT;
    this.spacer.style.height = `${this.height}px`;
    this.height = Math.max(this.height, scroller.clientHeight);
    this.path = [];
    for (let row = view.focus; row >= 0; row = graph.parent[row]) {
      this.path[graph.level[row]] = row;
    }
  }

  top(level) {
    return this.view.inverted ? this.height - (level + 1) * ROW_HEIGHT : level * ROW_HEIGHT;
  }

  /** Scrolls as little as shows the row. */
  reveal(row) {
    const top = this.top(this.graph.level[row]);
    const {scrollTop, clientHeight} = this.scroller;
    if (top < scrollTop) {
      this.scroller.scrollTop = top;
    } else if (top + ROW_HEIGHT > scrollTop + clientHeight) {
      this.scroller.scrollTop = top + ROW_HEIGHT - clientHeight;
    }
  }

  /** Unless all is in view, scrolls to the row and three of its callers, at the root's side. */
  revealSubtree(row) {
    const {graph, view, scroller} = this;
    const ends = [this.top(graph.level[row]), this.top(graph.deepest[row])];
    const first = Math.min(...ends);
    const last = Math.max(...ends) + ROW_HEIGHT;
    if (first < scroller.scrollTop || last > scroller.scrollTop + scroller.clientHeight) {
      const callers = 3 * ROW_HEIGHT;
      scroller.scrollTop = view.inverted ? last + callers - scroller.clientHeight : first - callers;
    }
  }

  paint() {
    const {graph, view, scroller, context} = this;
    cancelAnimationFrame(this.pending);
    this.pending = 0;
    this.drawn = [];
    if (graph.size === 0) {
      return;
    }
    this.layOut();
    this.fitCanvas(scroller.clientWidth, scroller.clientHeight);
    this.pixels = graph.width[view.focus] > 0 ? scroller.clientWidth / graph.width[view.focus] : 0;
    context.font = FONT;
    context.textBaseline = 'middle';
    this.letter = context.measureText('m').width;
    for (let level = 0; level <= graph.deepest[view.focus]; level++) {
      const y = this.top(level) - scroller.scrollTop;
      if (y > -ROW_HEIGHT && y < scroller.clientHeight) {
        this.paintLevel(level, y);
      }
    }
    this.paintCursor();
  }

  fitCanvas(width, height) {
    const {canvas, context} = this;
    const ratio = window.devicePixelRatio || 1;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
  }

  /** The indexes of rowsAt[level] that lie in the focus row's subtree. */
  range(level) {
    const {graph, view} = this;
    const rows = graph.rowsAt[level];
    const from = firstIndex(0, rows.length, i => rows[i] >= view.focus);
    return [from, firstIndex(from, rows.length, i => rows[i] >= graph.end[view.focus])];
  }

  paintLevel(level, y) {
    const {graph, view} = this;
    if (level < graph.level[view.focus]) {
      this.paintRow(this.path[level], 0, y, this.scroller.clientWidth);
      return;
    }
    const rows = graph.rowsAt[level];
    const origin = graph.x[view.focus];
    const [from, to] = this.range(level);
    for (let at = from; at < to; ) {
      const x = (graph.x[rows[at]] - origin) * this.pixels;
      const width = graph.width[rows[at]] * this.pixels;
      if (width >= NARROWEST) {
        this.paintRow(rows[at++], x, y, width);
      } else {
        at = this.paintMerged(rows, at, to, y);
      }
    }
  }

  /**
   * Draws what lies within one pixel and is too narrow by itself as one sliver, if all of it
   * together is wide enough; the index after it.
   */
  paintMerged(rows, from, to, y) {
    const {graph, view, theme, context} = this;
    const start = graph.x[rows[from]];
    const isNarrow = row => graph.width[row] * this.pixels < NARROWEST;
    let width = 0;
    let hit = false;
    let at = from;
    while (at < to && isNarrow(rows[at]) && (graph.x[rows[at]] - start) * this.pixels < 1) {
      width += graph.width[rows[at]] * this.pixels;
      hit = hit || this.isMatched(rows[at]);
      at++;
    }
    if (width >= NARROWEST) {
      const x = (start - graph.x[view.focus]) * this.pixels;
      context.fillStyle = hit ? theme.match : view.matched ? theme.dim : this.fill(rows[from]);
      context.fillRect(x, y, width, ROW_HEIGHT - 1);
    }
    return at;
  }

  isMatched(row) {
    const {graph, view} = this;
    return view.matched !== null && row > 0 && view.matched[graph.label[row]] === 1;
  }

  paintRow(row, x, y, width) {
    const {graph, view, theme, context} = this;
    const hit = this.isMatched(row);
    const dim = view.matched !== null && !hit;
    context.globalAlpha = graph.level[row] < graph.level[view.focus] ? 0.6 : 1;
    context.fillStyle = hit ? theme.match : dim ? theme.dim : this.fill(row);
    context.fillRect(x, y, width > 3 ? width - 1 : width * 0.8, ROW_HEIGHT - 1);
    context.globalAlpha = 1;
    const room = Math.floor((width - 8) / this.letter);
    if (room >= 3) {
      context.fillStyle = hit ? theme.matchInk : dim ? theme.dimInk : theme.ink;
      context.fillText(fitLabel(this.text(row), room), x + 4, y + ROW_HEIGHT / 2, width - 6);
    }
    this.drawn.push({row, x, y, width});
  }

  text(row) {
    const {graph} = this;
    const label = graph.labels[graph.label[row]];
    return row > 0 ? label : `${label}: ${formatAmount(graph.value[0], graph.unit)}`;
  }

  /**
   * A hue for the package, a lightness for the label; the root is grey. In a comparison orange for
   * more, blue for less, the fuller the more.
   */
  fill(row) {
    const {graph, theme} = this;
    if (row === 0) {
      return theme.dim;
    }
    if (graph.base) {
      const change = changeOf(graph, row);
      const chroma = (0.13 * Math.abs(change)).toFixed(3);
      const [darkest, lightest] = theme.lightness;
      const lightness = (darkest + lightest) / 2;
      return `oklch(${lightness.toFixed(3)} ${chroma} ${change > 0 ? 55 : 250})`;
    }
    const label = graph.label[row];
    if (!this.fills[label]) {
      const name = graph.labels[label];
      const hue = HUES[Math.floor(hashOf(packageOf(name)) * HUES.length)];
      const [darkest, lightest] = theme.lightness;
      const lightness = darkest + (lightest - darkest) * hashOf(name);
      this.fills[label] = `oklch(${lightness.toFixed(3)} ${theme.chroma} ${hue})`;
    }
    return this.fills[label];
  }

  paintCursor() {
    const box = this.drawn.find(one => one.row === this.cursor);
    if (box) {
      this.context.strokeStyle = this.theme.outline;
      this.context.lineWidth = 2;
      this.context.strokeRect(box.x + 1, box.y + 1, Math.max(box.width - 3, 1), ROW_HEIGHT - 3);
    }
  }

  /** The row at this place of the pane, or -1. */
  rowAt(x, y) {
    const {graph, view, scroller} = this;
    if (graph.size === 0) {
      return -1;
    }
    const down = y + scroller.scrollTop;
    const level = Math.floor((view.inverted ? this.height - down : down) / ROW_HEIGHT);
    if (level < graph.level[view.focus]) {
      return level < 0 ? -1 : this.path[level];
    }
    if (level > graph.deepest[view.focus] || this.pixels === 0) {
      return -1;
    }
    const rows = graph.rowsAt[level];
    const place = graph.x[view.focus] + x / this.pixels;
    const [from, to] = this.range(level);
    const after = firstIndex(from, to, i => graph.x[rows[i]] > place);
    const row = after > from ? rows[after - 1] : -1;
    return row >= 0 && place < graph.x[row] + graph.width[row] ? row : -1;
  }
}
