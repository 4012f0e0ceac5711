// Searches a log on the server, part by part, and steps through what was found.

const MOST = 10000;
const PAUSE = 200;

export class Find {
  #url;
  #field;
  #told;
  #shown;
  #timer = 0;
  #stop = new AbortController();
  #next = 1;
  text = '';
  lines = [];
  at = -1;

  /**
   * @param field the search field; told (words, trouble) shows how much was found, and why no more was
   * @param shown is called with the line to go to, or null if only the marks have changed
   */
  constructor(url, field, told, shown) {
    this.#url = url;
    this.#field = field;
    this.#told = told;
    this.#shown = shown;
    field.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#start(), PAUSE);
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        this.step(event.shiftKey ? -1 : 1);
      } else if (event.key === 'Escape') field.value = '';
      if (event.key === 'Escape') this.#start();
    });
  }

  get current() {
    return this.lines[this.at];
  }

  /** Goes to the next match, or with -1 to the one before. */
  step(by) {
    if (this.#field.value !== this.text) return this.#start();
    if (this.lines.length === 0) return undefined;
    this.at = (this.at + by + this.lines.length) % this.lines.length;
    this.#tell(false);
    return this.#shown(this.current);
  }

  /** Goes on in what the log has grown by. */
  async more() {
    if (this.text && !this.#stop.signal.aborted) await this.#read(this.#stop, false);
  }

  async #start() {
    clearTimeout(this.#timer);
    if (this.text === this.#field.value) return; // Enter has come before the pause was over
    this.#stop.abort();
    this.#stop = new AbortController();
    this.text = this.#field.value;
    this.lines = [];
    this.at = -1;
    this.#next = 1;
    this.#told('');
    this.#shown(null);
    if (this.text) await this.#read(this.#stop, true);
  }

  async #read(stop, goes) {
    try {
      for (let next = this.#next; next !== null && this.lines.length < MOST && !stop.signal.aborted;) {
        const page = await this.#fetch(next, stop.signal);
        if (stop.signal.aborted) return;
        this.lines.push(...page.lines.filter((line) => line > (this.lines.at(-1) ?? 0)));
        next = page.next;
        this.#next = next ?? Math.max(1, page.log.lines); // the last line may be continued
        this.#tell(next !== null);
        if (goes && this.at < 0 && this.lines.length > 0) this.step(1);
      }
      this.#shown(null);
    } catch (failure) {
      if (stop.signal.aborted) return;
      this.text = null; // so that the same text is searched again
      this.#told('failed', `The search failed (${failure.message}); press Enter to try again.`);
    }
  }

  async #fetch(from, signal) {
    const answer = await fetch(`${this.#url}/search?q=${encodeURIComponent(this.text)}&from=${from}`, { signal, headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return answer.json();
  }

  #tell(isGoingOn) {
    const all = this.lines.length.toLocaleString('en') + (isGoingOn ? '…' : this.lines.length >= MOST ? '+' : '');
    const none = isGoingOn ? '…' : 'no match';
    this.#told(this.lines.length === 0 ? none : this.at < 0 ? all : `${(this.at + 1).toLocaleString('en')} of ${all}`);
  }
}
