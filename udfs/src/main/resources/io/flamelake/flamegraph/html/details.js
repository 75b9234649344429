// What is told of one frame: of the one that the mouse points at, or that the keys have walked to.

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

/** Where the mouse is, or null if it is elsewhere or the keys have been used since. */
let pointer = null;

function pointedRow({x, y}) {
  const pane = find('pane').getBoundingClientRect();
  return canvas.rowAt(x - pane.left, y - pane.top);
}

function showPointed(place) {
  pointer = place;
  showDetails(place ? pointedRow(place) : -1, place?.x, place?.y);
}

/** Below the box of the row that the keys are at. */
function showWalked(row) {
  const box = canvas.drawn.find(one => one.row === row) || {x: 0, y: 0};
  const pane = find('pane').getBoundingClientRect();
  showDetails(row, pane.left + box.x, pane.top + box.y + ROW_HEIGHT);
}

/** After the boxes have moved on the screen. */
function followBoxes() {
  canvas.paint();
  if (pointer) {
    showPointed(pointer);
  } else if (canvas.cursor >= 0) {
    showWalked(canvas.cursor);
  }
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
  const at = canvas.cursor;
  if (event.key === 'Enter' && at >= 0) {
    zoom(at);
    showWalked(at);
  } else if (event.key.startsWith('Arrow')) {
    const row = neighbour(at, event.key);
    pointer = null;
    canvas.reveal(row);
    canvas.setCursor(row);
    canvas.paint();
    showWalked(row);
    const said = details(row).map(line => line.filter(text => text !== '').join(' '));
    find('spoken').textContent = [labelOf(row), ...said].join(', ');
  } else {
    return;
  }
  event.preventDefault();
}
