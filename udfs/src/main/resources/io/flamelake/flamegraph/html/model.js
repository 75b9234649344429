// The flame graph as numbers: decoding, searching, summing and formatting. Nothing in here touches
// the document, so that it also runs outside of a browser.

/**
 * Decodes the columns of the page. Rows are depth-first, so the subtree of row i is the range
 * [i, end[i]); x and width are in units of the values and place a row above its parent.
 */
function decode(data) {
  const size = data.level.length;
  const ints = () => new Int32Array(size);
  const doubles = () => new Float64Array(size);
  const graph = {
    size, unit: data.unit, labels: data.labels,
    level: ints(), label: ints(), parent: ints(), end: ints(), deepest: ints(),
    self: doubles(), value: doubles(), x: doubles(), width: doubles(),
    // Of a comparison, the baseline's amounts; then self and value are those compared with it
    base: data.base ? {self: doubles(), value: doubles()} : null,
  };
  readTree(graph, data);
  sumValues(graph, data);
  placeRows(graph);
  return graph;
}

/** Levels are differences; a label is how many distinct labels ago it was first seen, 0 = new. */
function readTree(graph, data) {
  const path = [];
  let level = 0;
  let known = 0;
  for (let row = 0; row < graph.size; row++) {
    level += data.level[row];
    graph.level[row] = level;
    graph.parent[row] = level === 0 ? -1 : path[level - 1];
    path[level] = row;
    const age = data.label[row];
    graph.label[row] = known - age;
    known += age === 0 ? 1 : 0;
  }
}

/** A value is self + the children's values + what `extra`, [rows since the last, amount]*, adds. */
function sumValues(graph, data) {
  for (let i = 0, row = 0; i < data.extra.length; i += 2) {
    row += data.extra[i];
    graph.value[row] = data.extra[i + 1] * data.scale;
  }
  for (let row = graph.size - 1; row >= 0; row--) {
    graph.self[row] = data.self[row] * data.scale;
    graph.value[row] += graph.self[row];
    const both = sumBase(graph, data, row);
    graph.width[row] =
      Math.max(both.value, graph.width[row] + Math.max(both.self, 0));
    graph.end[row] = Math.max(graph.end[row], row + 1);
    graph.deepest[row] = Math.max(graph.deepest[row], graph.level[row]);
    const parent = graph.parent[row];
    if (parent >= 0) {
      graph.value[parent] += graph.value[row];
      graph.width[parent] += graph.width[row];
      graph.end[parent] = Math.max(graph.end[parent], graph.end[row]);
      graph.deepest[parent] = Math.max(graph.deepest[parent], graph.deepest[row]);
    }
  }
}

/** Adds up the baseline of a row; self and value of both sides together, which give the width. */
function sumBase(graph, data, row) {
  const {base} = graph;
  if (!base) {
    return {self: graph.self[row], value: graph.value[row]};
  }
  base.self[row] = data.base[row] * data.scale;
  base.value[row] += base.self[row];
  if (graph.parent[row] >= 0) {
    base.value[graph.parent[row]] += base.value[row];
  }
  return {self: graph.self[row] + base.self[row], value: graph.value[row] + base.value[row]};
}

/**
 * How much more of its total a row takes than in the baseline: 1 is new, -1 is gone, 0 is as it
 * was, 0.5 is twice as much, -0.5 is half of it.
 */
function changeOf(graph, row) {
  const part = (values) => values[0] > 0 ? Math.max(values[row], 0) / values[0] : 0;
  const [before, after] = [part(graph.base.value), part(graph.value)];
  return before === after ? 0 : (after - before) / Math.max(before, after);
}

function placeRows(graph) {
  const free = [0];
  const counts = [];
  for (let row = 0; row < graph.size; row++) {
    const level = graph.level[row];
    graph.x[row] = free[level];
    free[level] += graph.width[row];
    free[level + 1] = graph.x[row];
    counts[level] = (counts[level] || 0) + 1;
  }
  graph.rowsAt = counts.map(count => new Int32Array(count));
  counts.fill(0);
  for (let row = 0; row < graph.size; row++) {
    const level = graph.level[row];
    graph.rowsAt[level][counts[level]++] = row;
  }
}

/** The first index in [from, to) for which the monotonous test holds, else `to`. */
function firstIndex(from, to, test) {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (test(middle)) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return from;
}

/** Which labels a query matches: text in any case, or /an expression/. Throws on a bad one. */
function matchLabels(labels, query) {
  const pattern = /^\/(.+)\/([imsu]*)$/.exec(query);
  const needle = query.toLowerCase();
  const expression = pattern && new RegExp(pattern[1], pattern[2]);
  return Uint8Array.from(labels, label =>
    (expression ? expression.test(label) : label.toLowerCase().includes(needle)) ? 1 : 0);
}

/** The query that finds this label: its text, or an anchored expression if others contain it. */
function queryFor(labels, label) {
  const found = matchLabels(labels, label).reduce((sum, one) => sum + one, 0);
  const plain = found === 1 && !/^\/.+\/[imsu]*$/.test(label);
  return plain ? label : `/^${label.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$/`;
}

/**
 * The matching frames below and including `focus`, and what they take together: a stack with
 * several matching frames counts once. The root (row 0) is no frame.
 */
function sumMatches(graph, matched, focus) {
  let frames = 0;
  let value = 0;
  let covered = 0;
  for (let row = Math.max(focus, 1); row < graph.end[focus]; row++) {
    if (matched[graph.label[row]]) {
      frames++;
      if (row >= covered) {
        value += graph.value[row];
        covered = graph.end[row];
      }
    }
  }
  return {frames, value};
}

/**
 * Self and total of each function below and including `focus`; frames of a function under itself
 * add nothing to its total. In a comparison also how much more of all, from -1 to 1, the total
 * takes than the baseline's does.
 */
function sumFunctions(graph, focus) {
  const rows = new Map();
  const root = graph.labels.length;
  const open = new Int32Array(graph.labels.length + 1);
  const path = [];
  for (let row = focus; row < graph.end[focus]; row++) {
    while (path.length > graph.level[row] - graph.level[focus]) {
      open[path.pop()]--;
    }
    const label = row === 0 ? root : graph.label[row];
    path.push(label);
    open[label]++;
    const sum = rows.get(label) || {label, self: 0, total: 0, base: 0, change: 0};
    rows.set(label, sum);
    sum.self += graph.self[row];
    if (open[label] === 1) {
      sum.total += graph.value[row];
      sum.base += graph.base ? graph.base.value[row] : 0;
    }
  }
  rows.delete(root);
  const sums = [...rows.values()];
  if (graph.base) {
    const part = (amount, whole) => whole > 0 ? amount / whole : 0;
    for (const sum of sums) {
      sum.change =
        part(sum.total, graph.value[focus]) - part(sum.base, graph.base.value[focus]);
    }
  }
  return sums;
}

/** Sorts sums by 'label', 'self', 'total' or 'change'; equal ones by label, so that an order is stable. */
function sortFunctions(graph, sums, key, descending) {
  const byLabel = (a, b) => {
    const [left, right] = [graph.labels[a.label], graph.labels[b.label]];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const by = key === 'label' ? byLabel : (a, b) => a[key] - b[key] || byLabel(b, a);
  return sums.sort((a, b) => (descending ? by(b, a) : by(a, b)));
}

const SECONDS = {nanoseconds: 1e-9, microseconds: 1e-6, milliseconds: 1e-3, seconds: 1};
const BYTES = {bytes: 1, kilobytes: 1024, megabytes: 1024 ** 2, gigabytes: 1024 ** 3};
const TIME_STEPS =
  [[3600, 'h'], [60, 'min'], [1, 's'], [1e-3, 'ms'], [1e-6, '\u00b5s'], [1e-9, 'ns']];
const COUNT_STEPS = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M']];
const BYTE_STEPS =
  [[1024 ** 4, 'TiB'], [1024 ** 3, 'GiB'], [1024 ** 2, 'MiB'], [1024, 'KiB'], [1, 'B']];

/** An amount as people read it: 1.24 s, 3.5 MiB, 12,345, 26.6 M. */
function formatAmount(amount, unit) {
  if (unit in SECONDS) {
    return formatStep(amount * SECONDS[unit], TIME_STEPS);
  }
  if (unit in BYTES) {
    return formatStep(amount * BYTES[unit], BYTE_STEPS);
  }
  const number = Math.abs(amount) >= 1e6
    ? formatStep(amount, COUNT_STEPS)
    : amount.toLocaleString('en-US');
  return unit === 'count' || unit === '' ? number : `${number} ${unit}`;
}

function formatStep(amount, steps) {
  const size = Math.abs(amount);
  // A hair less than a step is a whole step that a multiplication has rounded down
  const step = steps.find(([least]) => size >= least * (1 - 1e-9)) || steps[steps.length - 1];
  const number = amount / step[0];
  const digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
  const text = Number(number.toFixed(digits)).toLocaleString('en-US');
  return size === 0 ? `0 ${steps.find(([least]) => least === 1)[1]}` : `${text} ${step[1]}`;
}

function formatPercent(part, whole) {
  if (whole === 0) {
    return '0.00%';
  }
  const percent = 100 * part / whole;
  return percent !== 0 && Math.abs(percent) < 0.01 ? '<0.01%' : `${percent.toFixed(2)}%`;
}

/** A part of 1 that was added or taken away, in percentage points: +1.25 pp. */
function formatPoints(change) {
  const points = (100 * change).toFixed(2);
  return `${change > 0 ? '+' : ''}${Number(points) === 0 ? '0.00' : points} pp`;
}

/** The part of a label before its type or function: a path, and names without capital letters. */
function packageOf(label) {
  const name = label.split(/[(<[\s+$]|\.func\d/, 1)[0];
  const tail = name.lastIndexOf('/') + 1;
  const names = /^(?:[a-z_][a-z0-9_-]*(?:\.|::))+/.exec(name.slice(tail));
  return name.slice(0, tail) + (names ? names[0] : '') || label;
}

/** The fullest form of a label that fits: whole, without its path, without its package, cut. */
function fitLabel(label, room) {
  if (label.length <= room) {
    return label;
  }
  const start = packageOf(label);
  const tail = label.slice(start.lastIndexOf('/') + 1);
  const bare = label.slice(start.length) || label;
  const fitting = tail.length <= room ? tail : bare;
  return fitting.length <= room ? fitting : `${fitting.slice(0, room - 1)}\u2026`;
}

/** FNV-1a over UTF-16 units, mixed once more, as a number in [0, 1). */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
