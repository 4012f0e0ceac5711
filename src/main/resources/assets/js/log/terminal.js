// What a terminal would show of a line: carriage returns and erasing are carried out, colours stay, all other sequences vanish.

const SPECIAL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const SEQUENCE = /\x1b(?:\[([0-?]*)[ -/]*([@-~])?|[\]P^_X]([^\x07\x1b]*)(?:\x07|\x1b\\)?|[ -/]*[0-~]?)/y;
const HIDDEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const TAB = 8;

/** A colour of the text alone, and one of its ground: it replaces the one before. */
const COLOUR = '8;(?:5;\\d+|2;\\d+;\\d+;\\d+)';
const FRONT = new RegExp(`^(?:3[0-79]|9[0-7]|3${COLOUR})$`);
const FRONTS = new RegExp(`\\x1b\\[(?:3[0-79]|9[0-7]|3${COLOUR})m`, 'g');
const BACK = new RegExp(`^(?:4[0-79]|10[0-7]|4${COLOUR})$`);
const BACKS = new RegExp(`\\x1b\\[(?:4[0-79]|10[0-7]|4${COLOUR})m`, 'g');

/**
 * Parts [{ text, link }]: text has no sequences but those of colours (CSI ... m), link is an address or ''.
 *
 * @param most how often colours and addresses change at most; what follows has none
 */
export function shown(line, most = Infinity) {
  if (!SPECIAL.test(line)) return [{ text: line, link: '' }];
  return joined(cells(line.replace(/\r+$/, '')), most);
}

/** The text alone. */
export function plain(line) {
  return shown(line).map((part) => part.text.replace(/\x1b\[[\d;]*m/g, '')).join('');
}

/** The line as cells { letter, style, link }, where the cursor has left them. */
function cells(line) {
  const row = [];
  const pen = { style: '', link: '' };
  let column = 0;
  for (let at = 0; at < line.length;) {
    const letter = line[at];
    if (letter === '\x1b') {
      SEQUENCE.lastIndex = at;
      const [all, numbers, command, words] = SEQUENCE.exec(line);
      at += all.length;
      if (command) column = obey(row, pen, column, numbers, command);
      else if (words !== undefined && words.startsWith('8;') && all[1] === ']') pen.link = words.slice(words.indexOf(';', 2) + 1);
      continue;
    }
    at += 1;
    if (letter === '\r') column = 0;
    else if (letter === '\b') column = Math.max(0, column - 1);
    else if (letter === '\t') for (const end = column + TAB - (column % TAB); column < end; column += 1) put(row, column, ' ', pen);
    else if (!SPECIAL.test(letter)) {
      put(row, column, letter, pen);
      column += 1;
    }
  }
  return row;
}

function put(row, column, letter, { style, link }) {
  while (row.length < column) row.push({ letter: ' ', style: '', link: '' });
  row[column] = { letter, style, link };
}

/** Carries out a command, and answers where the cursor is then. */
function obey(row, pen, column, numbers, command) {
  const count = Math.min(parseInt(numbers, 10) || 0, 10000);
  switch (command) {
    case 'm':
      if (/^[\d;:]*$/.test(numbers)) pen.style = styled(pen.style, numbers.replace(/:2::/g, ':2:').replace(/:/g, ';'));
      return column;
    case 'K': {
      if (count === 0) row.length = Math.min(row.length, column);
      else for (let i = 0; i < (count === 1 ? Math.min(column + 1, row.length) : row.length); i += 1) put(row, i, ' ', { style: '', link: '' });
      return column;
    }
    case 'G': return Math.max(0, count - 1);
    case 'C': return column + Math.max(1, count);
    case 'D': return Math.max(0, column - Math.max(1, count));
    default: return column;
  }
}

/** The sequences in force after one more; a reset forgets those before. */
function styled(style, codes) {
  if (codes === '' || codes === '0') return '';
  const longest = 400; // of a line that never resets, only the last ones count
  const kept = FRONT.test(codes) ? style.replace(FRONTS, '') : BACK.test(codes) ? style.replace(BACKS, '') : style;
  return (kept + `\x1b[${codes}m`).slice(-longest).replace(/^[^\x1b]*/, '');
}

function joined(row, most) {
  const parts = [];
  let now = { style: '', link: '' };
  let changes = 0;
  for (const cell of row) {
    const next = changes < most ? cell : { style: '', link: '' };
    if (next.style !== now.style || next.link !== now.link) changes += 1;
    if (parts.length === 0 || next.link !== now.link) parts.push({ text: '', link: next.link });
    const part = parts.at(-1);
    if (next.style !== now.style) part.text += `\x1b[0m${next.style}`;
    part.text += cell.letter;
    now = next;
  }
  return parts;
}

/** For text that is shown but is no line, such as the name of a group. */
export function tame(text) {
  return text.replace(HIDDEN, '');
}
