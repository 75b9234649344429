// The page: controls, table, details, address.

const find = id => document.getElementById(id);
const graph = decode(JSON.parse(find('data').textContent));
const canvas = new FlameCanvas(graph, find('pane'));
const PAGE_OF_FUNCTIONS = 200;
const COMPARED = 'orange takes more, blue less, of the total than in the baseline';
const state = {
  focus: 0, query: '', inverted: false, trail: [],
  matched: null, error: '', sums: [], key: 'self', descending: true, listed: PAGE_OF_FUNCTIONS,
};

function amount(value) {
  return formatAmount(value, graph.unit);
}

function labelOf(row) {
  return graph.labels[graph.label[row]];
}

// ---- state ----

function zoom(row) {
  if (row !== state.focus && Number.isInteger(row) && row >= 0 && row < graph.size) {
    state.trail.push(state.focus);
    focusOn(row);
    writeAddress();
  }
}

function back() {
  if (state.trail.length > 0) {
    focusOn(state.trail.pop());
    writeAddress();
  }
}

function reset() {
  const zoomed = state.focus !== 0;
  find('search').value = '';
  setQuery('');
  if (zoomed) {
    focusOn(0);
  }
  state.trail = [];
  update();
  writeAddress();
}

function focusOn(row) {
  state.focus = row;
  state.sums = graph.size > 0 ? sumFunctions(graph, row) : [];
  state.listed = PAGE_OF_FUNCTIONS;
  canvas.setCursor(-1);
  update();
}

function setQuery(query) {
  state.query = query;
  state.matched = null;
  state.error = '';
  state.listed = PAGE_OF_FUNCTIONS;
  if (query !== '') {
    try {
      state.matched = matchLabels(graph.labels, query);
    } catch (error) {
      state.error = error.message;
    }
  }
}

/** Searches, and says what matches in the whole graph. */
function search(query) {
  find('search').value = query;
  setQuery(query);
  update();
  writeAddress();
  const found = matches(0);
  return {...found, query, error: state.error, percent: share(found.value, 0)};
}

function matches(focus) {
  return state.matched && graph.size > 0
    ? sumMatches(graph, state.matched, focus)
    : {frames: 0, value: 0};
}

function share(value, row) {
  return graph.size > 0 && graph.value[row] !== 0 ? 100 * value / graph.value[row] : 0;
}

// ---- address: #zoom=12&search=text&invert=1 ----

function address() {
  const parts = new URLSearchParams();
  if (state.focus > 0) {
    parts.set('zoom', state.focus);
  }
  if (state.query !== '') {
    parts.set('search', state.query);
  }
  if (state.inverted) {
    parts.set('invert', '1');
  }
  return parts.toString();
}

/** Another zoom is a step of the browser's history, another search is not. */
function writeAddress() {
  const now = new URLSearchParams(location.hash.slice(1));
  const next = address();
  if (now.toString() === next) {
    return;
  }
  if ((now.get('zoom') || '0') === String(state.focus)) {
    location.replace(`#${next}`);
  } else {
    location.hash = next;
  }
}

function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  if (parts.toString() === address()) {
    return;
  }
  const row = Number(parts.get('zoom'));
  const focus = Number.isInteger(row) && row > 0 && row < graph.size ? row : 0;
  if (focus === state.trail[state.trail.length - 1]) {
    state.trail.pop();
  } else if (focus !== state.focus) {
    state.trail.push(state.focus);
  }
  state.inverted = parts.get('invert') === '1';
  find('search').value = parts.get('search') || '';
  setQuery(find('search').value);
  focusOn(focus);
}

// ---- what is shown ----

function update() {
  if (graph.size > 0) {
    canvas.show({focus: state.focus, inverted: state.inverted, matched: state.matched});
    find('where').textContent = describeView();
  }
  find('matched').textContent = describeMatches();
  find('search').setAttribute('aria-invalid', String(state.error !== ''));
  find('back').disabled = state.trail.length === 0;
  find('reset').disabled = state.focus === 0 && state.query === '';
  find('invert').setAttribute('aria-pressed', String(state.inverted));
  updateTable();
}

function describeView() {
  const {focus} = state;
  const frames = graph.end[focus] - focus - 1;
  const inside = `${frames.toLocaleString('en-US')} frames`;
  if (focus === 0) {
    const all = `${amount(graph.value[0])} in ${inside}, ${graph.deepest[0]} levels deep`;
    return graph.base ? `${all}; ${COMPARED} of ${amount(graph.base.value[0])}` : all;
  }
  const part = formatPercent(graph.value[focus], graph.value[0]);
  return `${labelOf(focus)}: ${amount(graph.value[focus])}, ${part} of total in ${inside}`;
}

function describeMatches() {
  if (state.error) {
    return state.error;
  }
  if (!state.matched || graph.size === 0) {
    return '';
  }
  const all = matches(0);
  const text = `${formatPercent(all.value, graph.value[0])} matched: ${amount(all.value)}`;
  if (state.focus === 0) {
    return text;
  }
  const here = matches(state.focus);
  return `${text}; ${formatPercent(here.value, graph.value[state.focus])} of this view`;
}

function updateTable() {
  const {matched, key, descending} = state;
  const sums = state.sums.filter(sum => !matched || matched[sum.label]);
  sortFunctions(graph, sums, key, descending);
  find('functions').replaceChildren(...sums.slice(0, state.listed).map(functionRow));
  find('more').hidden = sums.length <= state.listed;
  find('counted').textContent =
    `${sums.length.toLocaleString('en-US')} function${sums.length === 1 ? '' : 's'}`;
  for (const header of document.querySelectorAll('th[data-key]')) {
    const order = descending ? 'descending' : 'ascending';
    header.setAttribute('aria-sort', header.dataset.key === key ? order : 'none');
  }
}

function functionRow(sum) {
  const row = document.createElement('tr');
  const name = document.createElement('button');
  name.textContent = graph.labels[sum.label];
  name.title = name.textContent;
  name.addEventListener('click', () => search(queryFor(graph.labels, name.textContent)));
  const header = document.createElement('th');
  header.scope = 'row';
  header.append(name);
  row.append(header, amountCell(sum.self), amountCell(sum.total));
  return row;
}

function amountCell(value) {
  const cell = document.createElement('td');
  const percent = document.createElement('span');
  percent.textContent = formatPercent(value, graph.value[state.focus]);
  cell.style.setProperty('--share', `${Math.min(100, Math.max(0, share(value, state.focus)))}%`);
  cell.append(amount(value), percent);
  return cell;
}

// ---- details of one frame ----

function details(row) {
  const parent = graph.parent[row];
  const lines = [
    ['Total', amount(graph.value[row]), formatPercent(graph.value[row], graph.value[0])],
    ['Self', amount(graph.self[row]), formatPercent(graph.self[row], graph.value[0])],
  ];
  if (graph.base) {
    const {self, value} = graph.base;
    lines.push(
      ['Baseline', amount(value[row]), formatPercent(value[row], value[0])],
      ['Baseline self', amount(self[row]), formatPercent(self[row], value[0])],
    );
  }
  if (state.focus > 0 && row > state.focus) {
    lines.push(['Of view', '', formatPercent(graph.value[row], graph.value[state.focus])]);
  }
  if (parent >= 0) {
    lines.push(['Of parent', '', formatPercent(graph.value[row], graph.value[parent])]);
  }
  return lines;
}

function showDetails(row, x, y) {
  const box = find('details');
  box.hidden = row < 0;
  canvas.setCursor(row);
  if (row < 0) {
    return;
  }
  const name = document.createElement('strong');
  name.textContent = labelOf(row);
  const table = document.createElement('table');
  for (const cells of details(row)) {
    const line = table.insertRow();
    cells.forEach(text => line.insertCell().append(text));
  }
  box.replaceChildren(name, table);
  const left = Math.min(x + 14, window.innerWidth - box.offsetWidth - 8);
  const below = y + 18 + box.offsetHeight < window.innerHeight;
  box.style.left = `${Math.max(8, left)}px`;
  box.style.top = `${below ? y + 18 : Math.max(8, y - box.offsetHeight - 10)}px`;
}

function pointedRow(event) {
  const pane = find('pane').getBoundingClientRect();
  return canvas.rowAt(event.clientX - pane.left, event.clientY - pane.top);
}

// ---- keys on the graph: arrows walk the tree, Enter zooms ----

function neighbour(row, key) {
  const deeper = state.inverted ? 'ArrowUp' : 'ArrowDown';
  const shallower = state.inverted ? 'ArrowDown' : 'ArrowUp';
  if (row < 0) {
    return state.focus;
  }
  const rows = graph.rowsAt[graph.level[row]];
  const at = firstIndex(0, rows.length, i => rows[i] >= row);
  const next = {
    [deeper]: row + 1 < graph.end[row] ? row + 1 : row,
    [shallower]: Math.max(graph.parent[row], 0),
    ArrowLeft: at > 0 ? rows[at - 1] : row,
    ArrowRight: at + 1 < rows.length ? rows[at + 1] : row,
  }[key];
  const inView = next >= state.focus ? next < graph.end[state.focus] : canvas.path.includes(next);
  return inView ? next : row;
}

function walk(event) {
  if (graph.size === 0) {
    return;
  }
  if (event.key === 'Enter' && canvas.cursor >= 0) {
    zoom(canvas.cursor);
  } else if (event.key.startsWith('Arrow')) {
    const row = neighbour(canvas.cursor, event.key);
    canvas.reveal(row);
    canvas.setCursor(row);
    canvas.paint();
    const box = canvas.drawn.find(one => one.row === row) || {x: 0, y: 0};
    const pane = find('pane').getBoundingClientRect();
    showDetails(row, pane.left + box.x, pane.top + box.y + ROW_HEIGHT);
    const said = details(row).map(line => line.filter(text => text !== '').join(' '));
    find('spoken').textContent = [labelOf(row), ...said].join(', ');
  } else {
    return;
  }
  event.preventDefault();
}

// ---- events ----

find('search').addEventListener('input', event => {
  setQuery(event.target.value);
  update();
  writeAddress();
});
find('controls').addEventListener('submit', event => event.preventDefault());
find('back').addEventListener('click', back);
find('reset').addEventListener('click', reset);
find('invert').addEventListener('click', () => {
  state.inverted = !state.inverted;
  update();
  writeAddress();
});
find('list').addEventListener('click', event => {
  const hidden = document.body.classList.toggle('unlisted');
  event.currentTarget.setAttribute('aria-pressed', String(!hidden));
});
find('more').addEventListener('click', () => {
  state.listed += PAGE_OF_FUNCTIONS;
  updateTable();
});
for (const header of document.querySelectorAll('th[data-key]')) {
  header.addEventListener('click', () => {
    const {key} = header.dataset;
    state.descending = key === state.key ? !state.descending : key !== 'label';
    state.key = key;
    updateTable();
  });
}
find('pane').addEventListener('mousemove', event =>
  showDetails(pointedRow(event), event.clientX, event.clientY));
find('pane').addEventListener('mouseleave', () => showDetails(-1));
find('pane').addEventListener('blur', () => showDetails(-1));
find('pane').addEventListener('click', event => {
  const row = pointedRow(event);
  if (row >= 0) {
    showDetails(-1);
    zoom(row);
  }
});
find('pane').addEventListener('keydown', walk);
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    showDetails(-1);
    reset();
  } else if (event.key === '/' && event.target !== find('search')) {
    find('search').focus();
    event.preventDefault();
  }
});
window.addEventListener('hashchange', readAddress);

window.flamelake = Object.freeze({
  get rows() {
    return Array.from({length: graph.size}, (_, row) => ({
      level: graph.level[row], label: labelOf(row), self: graph.self[row], value: graph.value[row],
      ...(graph.base && {baseSelf: graph.base.self[row], baseValue: graph.base.value[row]}),
    }));
  },
  search,
  zoom,
  visible: () => canvas.drawn.map(box => ({...box, label: labelOf(box.row)})),
});

document.body.classList.toggle('empty', graph.size === 0 || graph.width[0] === 0);
focusOn(0);
readAddress();
