// The lines of a log that the page knows: fetched by range, in blocks, and forgotten when others are looked at.

const BLOCK = 250;
const AT_ONCE = 2;
/** About how many characters are kept. */
const ROOM = 16e6;

export class Lines {
  #url;
  #changed;
  #blocks = new Map(); // in the order of their last use
  #room = ROOM;
  #loading = new Map();
  #wanted = [];

  /** What the server has said last: { lines, scanned, bytes, complete }. */
  extent = { lines: 0, scanned: 0, bytes: 0, complete: false };

  /** @param changed is called when lines have come */
  constructor(url, changed) {
    this.#url = url;
    this.#changed = changed;
  }

  get count() {
    return this.extent.lines;
  }

  /** A line { text, date, style, kind, bytes, cut }; undefined if it is not known. */
  get(number) {
    return this.#blocks.get(Math.floor((number - 1) / BLOCK))?.[(number - 1) % BLOCK];
  }

  /** Fetches what is not known of these lines; what was wanted before and has not begun is given up. */
  want(from, to) {
    const first = Math.floor((Math.max(1, from) - 1) / BLOCK);
    const last = Math.floor((Math.max(1, Math.min(to, this.count)) - 1) / BLOCK);
    this.#wanted = [];
    for (let block = first; block <= last; block += 1) {
      this.#use(block);
      if (!this.#isWhole(block)) this.#wanted.push(block);
    }
    this.#load();
  }

  /** The lines of a range, for copying. */
  async range(from, to) {
    const all = [];
    while (from <= to) {
      const page = await this.#fetch(from, to);
      if (page.lines.length === 0 && isKnown(page.log)) break;
      all.push(...page.lines);
      from += page.lines.length;
    }
    return all;
  }

  /** Takes consecutive lines that have come by themselves. */
  put(page) {
    this.learn(page.log);
    page.lines.forEach((line, i) => this.#set(page.from + i, line));
    this.#forget();
  }

  /** Remembers how long the log is now. */
  learn(extent) {
    if (extent.scanned >= this.extent.scanned) this.extent = extent;
  }

  #isWhole(block) {
    const lines = this.#blocks.get(block);
    const end = Math.min(BLOCK, this.count - block * BLOCK);
    if (!lines) return false;
    for (let i = 0; i < end; i += 1) if (!lines[i]) return false;
    return true;
  }

  #use(block) {
    const lines = this.#blocks.get(block);
    if (lines) {
      this.#blocks.delete(block);
      this.#blocks.set(block, lines);
    }
  }

  #set(number, line) {
    const block = Math.floor((number - 1) / BLOCK);
    if (!this.#blocks.has(block)) this.#blocks.set(block, []);
    const lines = this.#blocks.get(block);
    const old = lines[(number - 1) % BLOCK];
    this.#room += weight(old) - weight(line);
    lines[(number - 1) % BLOCK] = line;
  }

  #forget() {
    for (const [block, lines] of this.#blocks) {
      if (this.#room > 0 || this.#blocks.size <= 4) return;
      lines.forEach((line) => { this.#room += weight(line); });
      this.#blocks.delete(block);
    }
  }

  #load() {
    for (const block of this.#wanted) {
      if (this.#loading.size >= AT_ONCE) return;
      if (!this.#loading.has(block)) this.#loading.set(block, this.#loadBlock(block));
    }
  }

  async #loadBlock(block) {
    let isLost = false;
    try {
      const end = (block + 1) * BLOCK;
      for (let from = block * BLOCK + 1; from <= Math.min(end, this.count);) {
        if (this.get(from)) {
          from += 1;
          continue;
        }
        const page = await this.#fetch(from, end);
        if (page.lines.length === 0 && isKnown(page.log)) break;
        this.put(page);
        from += page.lines.length;
        this.#changed();
      }
    } catch {
      isLost = true;
      await new Promise((done) => { setTimeout(done, 2000); }); // the server does not answer; what is wanted then is asked again
    }
    this.#loading.delete(block);
    this.#wanted = this.#wanted.filter((it) => it !== block || isLost);
    this.#load();
  }

  async #fetch(from, to) {
    const answer = await fetch(`${this.#url}/lines?from=${from}&to=${to}`, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return answer.json();
  }
}

/** Whether the server has looked at all of the log; if not, the next request looks further. */
function isKnown(extent) {
  return extent.scanned >= extent.bytes;
}

/** About how many characters a line takes. */
function weight(line) {
  return line ? line.text.length + 100 : 0;
}
