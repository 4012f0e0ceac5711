// Chosen lines: by their numbers, with shift as a range, and in the address as #L10-L20. They can be copied without their numbers.
import { plain } from './terminal.js';
import { count } from './words.js';

const MOST = 20000;

export class Selection {
  #bar;
  #changed;
  #lines;
  #anchor = 0;
  from = 0;
  to = 0;

  /** @param bar the element that offers to copy; changed() is called when other lines are chosen */
  constructor(bar, lines, changed) {
    this.#bar = bar;
    this.#lines = lines;
    this.#changed = changed;
    bar.querySelector('[data-log-copy]').addEventListener('click', (event) => this.#copy(event.currentTarget));
    bar.querySelector('[data-log-link]').addEventListener('click', (event) => tell(event.currentTarget, write(location.href)));
    bar.querySelector('[data-log-clear]').addEventListener('click', () => this.#clear());
    bar.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#clear();
    });
  }

  /** Chooses nothing; the focus was in the bar, which vanishes. */
  #clear() {
    this.choose(0, 0);
    this.#bar.parentElement.querySelector('[tabindex="0"]').focus({ preventScroll: true });
  }

  has(line) {
    return line >= this.from && line <= this.to;
  }

  /** Reads the address; whether it names lines. */
  read() {
    const match = /^#L(\d{1,12})(?:-L?(\d{1,12}))?$/.exec(location.hash);
    if (!match) return false;
    const [one, other] = [Number(match[1]), Number(match[2] ?? match[1])];
    this.#set(Math.min(one, other), Math.max(one, other));
    return true;
  }

  click(line, extend) {
    if (extend && this.#anchor) this.choose(Math.min(this.#anchor, line), Math.max(this.#anchor, line));
    else if (this.from === line && this.to === line) this.choose(0, 0);
    else {
      this.#anchor = line;
      this.choose(line, line);
    }
  }

  choose(from, to) {
    this.#set(from, to);
    const hash = from === 0 ? '' : from === to ? `#L${from}` : `#L${from}-L${to}`;
    history.replaceState(history.state, '', location.pathname + location.search + hash);
  }

  #set(from, to) {
    this.from = from;
    this.to = to;
    this.#anchor ||= from;
    if (from === 0) this.#anchor = 0;
    this.#bar.hidden = from === 0;
    this.#bar.querySelector('[data-log-range]').textContent = from === to ? `L${from}` : `L${from}–L${to}`;
    this.#bar.querySelector('[data-log-copy] span').textContent = `Copy ${count(to - from + 1, 'line')}`;
    this.#changed();
  }

  async #copy(button) {
    if (this.to - this.from >= MOST) return tell(button, Promise.reject(new Error('too many')));
    const lines = await this.#lines.range(this.from, this.to);
    return tell(button, write(lines.map((line) => `${plain(line.text)}\n`).join('')));
  }
}

/** Copies a text; also where the page is not secure, and has no clipboard. */
async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'log-clip';
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  if (!isDone) throw new Error('refused');
  return undefined;
}

async function tell(button, done) {
  const words = button.querySelector('span');
  const before = words.textContent;
  try {
    await done;
    words.textContent = 'Copied';
  } catch {
    words.textContent = 'Not copied';
  }
  setTimeout(() => { if (/opied$/.test(words.textContent)) words.textContent = before; }, 1500);
}
