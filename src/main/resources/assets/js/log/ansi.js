// Turns a line of a log into nodes: ansi_up reads the colours, and what it finds becomes elements, never HTML.
import { AnsiUp } from '../ansi_up.js';
import { css, plainOn, readable, rgb } from './colours.js';
import { shown } from './terminal.js';

const ADDRESS = /^https?:\/\/[^\s]+$/i;
const IN_TEXT = /https?:\/\/[^\s<>"'`\u0000-\u001f]*[^\s<>"'`.,:;!?)\]}\u0000-\u001f]/gi;

/** Collects the pieces that ansi_up would write as HTML. */
class Pieces extends AnsiUp {
  found = [];
  inverse = false;
  strike = false;

  process_ansi(packet) {
    super.process_ansi(packet);
    const codes = packet.text.split(';').map((code) => parseInt(code, 10) || 0);
    for (let i = 0; i < codes.length; i += 1) {
      if (codes[i] === 38 || codes[i] === 48) i += codes[i + 1] === 5 ? 2 : 4;
      else if (codes[i] === 0) this.inverse = this.strike = false;
      else if (codes[i] === 7 || codes[i] === 27) this.inverse = codes[i] === 7;
      else if (codes[i] === 9 || codes[i] === 29) this.strike = codes[i] === 9;
    }
  }

  with_state(packet) {
    return { ...super.with_state(packet), inverse: this.inverse, strike: this.strike };
  }

  transform_to_html(piece) {
    this.found.push(piece);
    return '';
  }
}

/** How many pieces a line has at most: thousands of elements in each of many rows would bring a browser to a standstill. */
export const MOST = 200;

const known = new WeakMap(); // of lines, since rows are painted often

/**
 * The pieces { text, link, fg, bg, bold, ... } of a line { text, style }. After so many, the rest is one that is plain.
 *
 * @param most MOST, or more if the reader wants all
 */
export function pieces(line, most = MOST) {
  const before = known.get(line);
  if (before?.most === most) return before.all;
  const all = bounded(read((line.style ?? '') + line.text, most), most);
  known.set(line, { most, all });
  return all;
}

function bounded(all, most) {
  if (all.length <= most) return all;
  return [...all.slice(0, most), { text: all.slice(most).map((piece) => piece.text).join('') }];
}

function read(text, most) {
  const reader = new Pieces();
  const all = [];
  for (const part of shown(text, most + 1)) {
    reader.found = [];
    reader.ansi_to_html(part.text);
    const link = ADDRESS.test(part.link) ? part.link : '';
    for (const piece of reader.found) all.push(...(link ? [{ ...piece, link }] : linked(piece)));
  }
  return all;
}

/** Addresses in the text of a piece become links. */
function linked(piece) {
  if (!piece.text.includes('://')) return [piece];
  const all = [];
  let end = 0;
  for (const match of piece.text.matchAll(IN_TEXT)) {
    if (match.index > end) all.push({ ...piece, text: piece.text.slice(end, match.index) });
    all.push({ ...piece, text: match[0], link: match[0] });
    end = match.index + match[0].length;
  }
  return end === 0 ? [piece] : [...all, { ...piece, text: piece.text.slice(end) }].filter((it) => it.text);
}

/** A node for a piece. @param children what it contains; its text if absent */
export function node(piece, children = [piece.text]) {
  const names = ['bold', 'faint', 'italic', 'underline', 'strike'].filter((name) => piece[name]);
  const colours = colourOf(piece);
  if (names.length === 0 && !colours && !piece.link && children.length === 1 && typeof children[0] === 'string') return document.createTextNode(children[0]);
  const element = document.createElement(piece.link ? 'a' : 'span');
  if (piece.link) Object.assign(element, { href: piece.link, rel: 'noopener noreferrer', target: '_blank' });
  element.className = [...names, colours?.name].filter(Boolean).join(' ');
  if (colours?.color) element.style.setProperty('color', colours.color);
  if (colours?.ground) element.style.setProperty('background-color', colours.ground);
  element.append(...children);
  return element;
}

const TEXT = { class_name: 'ansi-white', rgb: [] };
const PAPER = { class_name: 'truecolor', rgb: [16, 18, 22] };

function colourOf({ fg, bg, inverse }) {
  const [front, back] = inverse ? [bg ?? PAPER, fg ?? TEXT] : [fg, bg];
  if (!front && !back) return null;
  if (back) {
    const ground = rgb(back);
    return { color: front ? readable(rgb(front), ground) : plainOn(ground), ground: css(ground) };
  }
  return front.class_name === 'truecolor' ? { color: readable(front.rgb) } : { name: `${front.class_name}-fg` };
}
