// The buttons above the log, and its keys.

const TIMES = ['since', 'clock', 'gap', 'off'];
const NAMES = { since: 'Times since the beginning', clock: 'Times of the day', gap: 'Times since the line before', off: 'No times' };
const KEPT = 'waybill.log.';

export class Tools {
  #viewer;

  constructor(viewer) {
    this.#viewer = viewer;
    this.#on('previous', () => viewer.find.step(-1));
    this.#on('next', () => viewer.find.step(1));
    this.#on('error', () => viewer.goTo(viewer.outline.errorLines[0]));
    this.#on('time', () => this.#setTime(TIMES[(TIMES.indexOf(this.time) + 1) % TIMES.length]));
    this.#on('wrap', () => this.#setWrap(!this.#isOn('wrap')));
    this.#on('fold', () => this.#fold());
    this.#on('whole', () => this.#setWhole(!this.#isOn('whole')));
    this.#setTime(kept('time', 'since'));
    this.#setWrap(kept('wrap', 'false') === 'true');
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Which buttons there are depends on the log. */
  update() {
    const { outline, rows } = this.#viewer;
    this.#button('error').hidden = outline.errorLines.length === 0;
    this.#button('fold').hidden = rows.groups.length === 0;
  }

  #button(name) {
    return this.#viewer.part(name);
  }

  #on(name, act) {
    this.#button(name).addEventListener('click', act);
  }

  #isOn(name) {
    return this.#button(name).getAttribute('aria-pressed') === 'true';
  }

  #setTime(mode) {
    this.time = TIMES.includes(mode) ? mode : TIMES[0];
    const button = this.#button('time');
    button.title = NAMES[this.time];
    const text = { since: '0:00', clock: '12:00', gap: '+0.0', off: 'off' }[this.time];
    button.querySelector('span').textContent = text;
    button.setAttribute('aria-label', `${text}: ${NAMES[this.time]}; change`);
    this.#viewer.root.dataset.times = this.time;
    keep('time', this.time);
    this.#viewer.scroller.repaint();
  }

  #setWrap(isOn) {
    this.isWrapped = isOn;
    this.#button('wrap').setAttribute('aria-pressed', String(isOn));
    this.#viewer.root.classList.toggle('is-wrapped', isOn);
    this.#viewer.scroller.isFree = isOn;
    keep('wrap', isOn);
  }

  #setWhole(isOn) {
    this.#button('whole').setAttribute('aria-pressed', String(isOn));
    this.#viewer.root.classList.toggle('is-whole', isOn);
    document.documentElement.classList.toggle('has-whole-log', isOn);
  }

  #fold() {
    const { rows } = this.#viewer;
    const closing = rows.groups.some((group) => group.last !== null && !rows.isClosed(group));
    rows.groups.forEach((group) => rows.toggle(group, closing));
    this.#viewer.layOut();
    this.#viewer.scroller.repaint();
  }

  #key(event) {
    if (!this.#viewer.root.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && this.#isOn('whole')) this.#setWhole(false);
    if (event.target.closest?.('input, textarea, select, [contenteditable], dialog')) return;
    if (event.key === 'f') {
      event.preventDefault();
      this.#button('find').focus();
      this.#button('find').select();
    }
  }
}

/** What the reader has chosen the last time. */
function kept(name, otherwise) {
  try {
    return localStorage.getItem(KEPT + name) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(KEPT + name, value);
  } catch {
    // a browser may refuse; then it is chosen again the next time
  }
}
