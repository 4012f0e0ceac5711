// Fills a row of the log.
import { MOST, node, pieces } from './ansi.js';
import { tame } from './terminal.js';
import { clock, count, duration, size } from './words.js';

/** How much of a line a row shows that is not wrapped: many rows of much more would be slow to lay out. */
const WIDEST = 2000;

/** Shows a line in an element. @param times gives the text of the time column */
export function paintLine(element, number, line, { selected, isReached, times, mark, current, isWrapped, isWhole }) {
  element.className = ['log-row', line && `is-${line.kind}`, selected && 'is-selected'].filter(Boolean).join(' ');
  const text = cell('log-text');
  if (line) {
    const { shown, more } = upTo(pieces(line, isWhole ? Infinity : MOST), isWrapped ? Infinity : WIDEST);
    text.append(...marked(shown, mark, current));
    if (!isWhole && shown.length > MOST) text.append(whole(number));
    if (line.cut) text.append(note(`… cut: this line has ${size(line.bytes)}, the raw log has them all`));
    else if (more) text.append(note(`… ${count(more, 'more character')} when long lines are wrapped`));
  }
  if (text.childNodes.length === 0) text.append('\u200b');
  fill(element, number, isReached, selected, cell('log-time', times(number, line)), text);
}

/** Shows the head of a group. */
export function paintGroup(element, group, line, { isReached, isClosed, isOver, now, times, toggle }) {
  element.className = `log-row is-group depth-${Math.min(3, group.depth)}${group.errors ? ' has-errors' : ''}`;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'log-fold';
  button.setAttribute('aria-expanded', String(!isClosed));
  if (group.last === null) button.disabled = true;
  const name = document.createElement('bdi');
  name.textContent = tame(group.name) || 'group';
  button.append(name);
  button.addEventListener('click', toggle);
  const text = cell('log-text');
  text.append(button, cell('log-meta', meta(group, isOver, now)));
  fill(element, group.first, isReached, false, cell('log-time', times(group.first, line)), text);
}

function meta(group, isOver, now) {
  const isRunning = group.last === null && !isOver;
  const lasted = ((group.end ? Date.parse(group.end) : now) - Date.parse(group.begin)) / 1000;
  const lines = group.last === null ? '' : count(group.last - group.first - (group.hasEndLine ? 1 : 0), 'line');
  return [isRunning ? 'running' : '', lines, duration(lasted), group.errors ? count(group.errors, 'error') : '',
    group.warnings ? count(group.warnings, 'warning') : ''].filter(Boolean).join(' · ');
}

export function paintSilence(element, silence) {
  element.className = 'log-row is-silence';
  element.replaceChildren(cell('log-number'), cell('log-time'), cell('log-text', `${duration(silence.seconds)} without output`));
}

/** The time column: since the beginning, of the day, or since the line before. */
export function timeOf(mode, begin, line, before) {
  if (!line || mode === 'off') return '';
  const at = Date.parse(line.date);
  if (mode === 'clock') return new Date(at).toTimeString().slice(0, 8);
  if (mode === 'gap') return before && at > Date.parse(before.date) ? `+${((at - Date.parse(before.date)) / 1000).toFixed(1)}` : '';
  return clock((at - begin) / 1000);
}

/** Fills a row with the number of its line and other cells. The link of the number stays, since it may have the focus. */
function fill(element, number, isReached, isChosen, ...cells) {
  let link = element.firstElementChild;
  if (!link?.matches('a.log-number')) {
    link = document.createElement('a');
    link.className = 'log-number';
    element.replaceChildren(link);
  }
  link.setAttribute('href', `#L${number}`);
  link.textContent = number;
  link.tabIndex = isReached ? 0 : -1;
  link.setAttribute('aria-label', `Line ${number}${isChosen ? ', chosen' : ''}`);
  while (link.nextSibling) link.nextSibling.remove();
  element.append(...cells);
}

function cell(name, text = '') {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}

function note(text) {
  return cell('log-note', text);
}

/** Shows the colours of a line that has too many for all rows of it to have them. */
function whole(number) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'log-whole';
  button.dataset.logColours = number;
  button.textContent = 'Show all colours';
  return button;
}

/** The pieces with the first characters of a line, and how many there are more. */
function upTo(all, most) {
  const shown = [];
  let room = most;
  for (const piece of all) {
    if (room > 0) shown.push(piece.text.length > room ? { ...piece, text: piece.text.slice(0, room) } : piece);
    room -= piece.text.length;
  }
  return { shown, more: Math.max(0, -room) };
}

/** Nodes of pieces in which a text is marked, wherever it crosses from one to the next. */
function marked(all, wanted, isCurrent) {
  const hits = wanted ? places(all.map((piece) => piece.text).join('').toLowerCase(), wanted.toLowerCase()) : [];
  if (hits.length === 0) return all.map((piece) => node(piece));
  let at = 0;
  return all.map((piece) => {
    const end = at + piece.text.length;
    const parts = split(piece.text, at, hits, isCurrent);
    at = end;
    return parts.length === 1 && typeof parts[0] === 'string' ? node(piece) : node(piece, parts);
  });
}

function places(text, wanted) {
  const found = [];
  for (let at = text.indexOf(wanted); at >= 0 && found.length < 500; at = text.indexOf(wanted, at + wanted.length)) {
    found.push([at, at + wanted.length]);
  }
  return found;
}

function split(text, offset, hits, isCurrent) {
  const parts = [];
  let at = 0;
  for (const [from, to] of hits) {
    const [start, end] = [Math.max(at, from - offset), Math.min(text.length, to - offset)];
    if (end <= start || start >= text.length) continue;
    if (start > at) parts.push(text.slice(at, start));
    const mark = document.createElement('mark');
    if (isCurrent) mark.className = 'is-current';
    mark.textContent = text.slice(start, end);
    parts.push(mark);
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
