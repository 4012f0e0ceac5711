// Scrolls through millions of rows of which only the visible ones exist. A browser limits how high an element can be, so that with
// very many rows, or rows of unknown height, the scroll bar tells the place only roughly: small movements go by their pixels, large
// ones by the share of the whole.

export const HEIGHT = 20;
const HIGHEST = 8e6;
const BEYOND = 20; // rows that exist above and below the visible ones
const BEYOND_FREE = 8;
const REST = 150;

export class Scroller {
  #view;
  #space;
  #layer;
  #paint;
  #elements = []; // of consecutive rows
  #first = 0; // the row of the first element
  #top = 0; // the first visible row
  #hidden = 0; // how many pixels of it are above the view
  #last = 0;
  #expected = -1;
  #isFree = false; // rows have any height
  #frame = 0;
  #after = null;
  #rest = 0;

  /** @param paint (element, row) fills an element; moved() is called when the reader has scrolled */
  constructor(view, paint, moved) {
    this.#view = view;
    [this.#space] = view.children;
    [this.#layer] = this.#space.children;
    this.#paint = paint;
    this.count = 0;
    view.addEventListener('scroll', () => this.#scrolled(moved), { passive: true });
    new ResizeObserver(() => this.draw()).observe(view);
  }

  get top() {
    return this.#top;
  }

  get visible() {
    return Math.ceil(this.#view.clientHeight / HEIGHT);
  }

  /** The last visible row. */
  get bottom() {
    const below = this.#view.clientHeight + this.#hidden;
    let row = this.#top;
    for (let end = this.#heightOf(row); end < below - 1 && row < this.count - 1; end += this.#heightOf(row)) row += 1;
    return row;
  }

  get isAtEnd() {
    return this.#view.scrollHeight - this.#view.scrollTop - this.#view.clientHeight < HEIGHT;
  }

  /** Says that rows may have any height, as when long lines are wrapped. */
  set isFree(isFree) {
    this.#isFree = isFree;
    this.#space.style.setProperty('min-width', '0');
    this.repaint();
  }

  /** Sets how many rows there are. */
  resize(count) {
    this.count = count;
    this.#space.style.setProperty('height', `${this.#height}px`);
  }

  get #height() {
    return Math.min(this.count * HEIGHT, HIGHEST);
  }

  get #isExact() {
    return !this.#isFree && this.count * HEIGHT <= HIGHEST;
  }

  get #range() {
    return Math.max(0, this.#height - this.#view.clientHeight);
  }

  get #lastTop() {
    return Math.max(0, this.count - this.#view.clientHeight / HEIGHT);
  }

  /** Shows a row, so many pixels below the upper edge. */
  show(row, below = 0) {
    const place = Math.min(Math.max(0, row - below / HEIGHT), this.#lastTop);
    this.#top = Math.floor(place);
    this.#hidden = (place - this.#top) * HEIGHT;
    this.#settle();
    this.draw();
  }

  /** Shows a row if it is not visible. */
  bring(row) {
    if (row < this.#top || (row === this.#top && this.#hidden > 0)) this.show(row);
    else if (row >= this.bottom) this.show(row + 1, this.#view.clientHeight * (this.#isFree ? 0.3 : 1));
  }

  /** Acts once all that is to be drawn is. */
  afterDrawing(act) {
    this.#after = act;
    this.draw();
  }

  showEnd() {
    this.show(this.count);
    if (this.#isFree) this.#view.scrollTop = this.#view.scrollHeight;
  }

  /** Fills all elements again. */
  repaint() {
    this.#elements.forEach((element, i) => this.#paint(element, this.#first + i));
    this.draw();
  }

  draw() {
    if (!this.#frame) this.#frame = requestAnimationFrame(() => this.#drawn());
  }

  #scrolled(moved) {
    const now = this.#view.scrollTop;
    const delta = now - this.#last;
    this.#last = now;
    if (Math.abs(now - this.#expected) < 1) {
      this.#expected = -1;
      return this.draw();
    }
    this.#expected = -1;
    this.#move(now, delta);
    clearTimeout(this.#rest);
    if (!this.#isExact) this.#rest = setTimeout(() => this.#settle(), REST);
    this.draw();
    return moved();
  }

  #move(now, delta) {
    if (this.#isExact) {
      this.#top = Math.floor(now / HEIGHT);
      this.#hidden = now - this.#top * HEIGHT;
    } else if (now <= 0 || now >= this.#range - 1 || Math.abs(delta) > 3 * this.#view.clientHeight) {
      const place = (Math.min(1, now / Math.max(1, this.#range))) * this.#lastTop;
      this.#top = Math.floor(place);
      this.#hidden = (place - this.#top) * HEIGHT;
    } else {
      this.#hidden += delta;
      while (this.#hidden < 0 && this.#top > 0) this.#hidden += this.#heightOf(this.#top -= 1);
      for (let high = this.#heightOf(this.#top); this.#hidden >= high && this.#top < this.count - 1; high = this.#heightOf(this.#top)) {
        this.#hidden -= high;
        this.#top += 1;
      }
      this.#hidden = Math.max(0, this.#hidden);
    }
  }

  #heightOf(row) {
    const element = this.#isFree ? this.#elements[row - this.#first] : null;
    return element ? element.offsetHeight : HEIGHT;
  }

  /** Moves the scroll bar to where the visible rows are. */
  #settle() {
    const place = this.#top + this.#hidden / HEIGHT;
    const to = this.#isExact ? place * HEIGHT : (place / Math.max(1, this.#lastTop)) * this.#range;
    const before = this.#view.scrollTop;
    this.#view.scrollTop = to;
    this.#last = this.#view.scrollTop;
    if (this.#last !== before) this.#expected = this.#last;
    this.draw();
  }

  #drawn() {
    this.#frame = 0;
    const beyond = this.#isFree ? BEYOND_FREE : BEYOND;
    const first = Math.max(0, Math.min(this.#top, this.count - this.visible) - beyond);
    const end = Math.min(this.count, this.#top + this.visible + beyond);
    this.#keep(first, end);
    let above = (this.#top - first) * HEIGHT;
    if (this.#isFree) above = (this.#elements[this.#top - first]?.offsetTop ?? 0);
    let y = this.#view.scrollTop - this.#hidden - above;
    if (this.#isFree && end === this.count && this.isAtEnd) y = this.#view.scrollTop + this.#view.clientHeight - this.#layer.offsetHeight;
    this.#layer.style.setProperty('transform', `translateY(${y}px)`);
    this.#space.style.setProperty('min-width', this.#isFree ? '0' : `${this.#layer.scrollWidth}px`);
    this.#after?.();
    this.#after = null;
  }

  /** Makes elements of these rows and of no others, and paints those that are new. */
  #keep(first, end) {
    const spare = [];
    while (this.#elements.length > 0 && this.#first < first) {
      spare.push(this.#elements.shift());
      this.#first += 1;
    }
    while (this.#elements.length > 0 && this.#first + this.#elements.length > end) spare.push(this.#elements.pop());
    if (this.#elements.length === 0) this.#first = first;
    for (let row = this.#first - 1; row >= first; row -= 1) {
      this.#elements.unshift(this.#filled(spare, row));
      this.#layer.prepend(this.#elements[0]);
    }
    this.#first = first;
    for (let row = first + this.#elements.length; row < end; row += 1) {
      this.#elements.push(this.#filled(spare, row));
      this.#layer.append(this.#elements.at(-1));
    }
    spare.forEach((element) => element.remove());
  }

  #filled(spare, row) {
    const element = spare.pop() ?? document.createElement('div');
    this.#paint(element, row);
    return element;
  }
}
