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
  const label = graph.labels[sum.label];
  const common = packageOf(label).length;
  const name = document.createElement('button');
  name.title = label;
  if (common < label.length) {
    name.append(span(label.slice(0, common)));
  }
  name.append(span(label.slice(name.hasChildNodes() ? common : 0)));
  name.addEventListener('click', () => search(queryFor(graph.labels, label)));
  const header = document.createElement('th');
  header.scope = 'row';
  header.append(name);
  row.append(header, amountCell(sum.self), amountCell(sum.total));
  if (graph.base) {
    row.insertCell().append(formatPoints(sum.change));
  }
  return row;
}

function amountCell(value) {
  const cell = document.createElement('td');
  const percent = formatPercent(value, graph.value[state.focus]);
  cell.style.setProperty('--share', `${Math.min(100, Math.max(0, share(value, state.focus)))}%`);
  cell.append(amount(value), span(percent));
  return cell;
}

function span(text) {
  const part = document.createElement('span');
  part.textContent = text;
  return part;
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
  showPointed({x: event.clientX, y: event.clientY}));
find('pane').addEventListener('mouseleave', () => showPointed(null));
find('pane').addEventListener('blur', () => showPointed(null));
find('pane').addEventListener('scroll', followBoxes);
window.addEventListener('resize', followBoxes);
find('pane').addEventListener('click', event => {
  const row = pointedRow({x: event.clientX, y: event.clientY});
  if (row >= 0) {
    showPointed(null);
    zoom(row);
  }
});
find('pane').addEventListener('keydown', walk);
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === 'Escape') {
    showPointed(null);
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

document.querySelector('th[data-key="change"]').hidden = !graph.base;
document.body.classList.toggle('compared', graph.base !== null);
document.body.classList.toggle('empty', graph.size === 0 || graph.width[0] === 0);
focusOn(0);
readAddress();
