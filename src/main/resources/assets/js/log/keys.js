// Lines are chosen by keyboard: the arrows go from number to number, with shift they choose a range, Enter and the space bar choose.

const STEPS = { ArrowUp: -1, ArrowDown: 1 };

export class Keys {
  #viewer;
  #line = 0; // whose number the Tab key reaches

  constructor(viewer) {
    this.#viewer = viewer;
    viewer.view.addEventListener('focusin', (event) => this.#entered(event.target));
    viewer.view.addEventListener('keydown', (event) => this.#key(event));
  }

  /** The Tab key reaches one number only; one for each line would be a long way. */
  isReached(line) {
    return line === this.#line;
  }

  #entered(target) {
    if (isNumber(target)) this.#reach(lineOf(target));
    else if (target === this.#viewer.view && !this.#numberOf(this.#line)) this.#reach(this.#visibleLine());
  }

  #visibleLine() {
    const { rows, scroller, selection } = this.#viewer;
    if (rows.count === 0) return 0;
    const [first, last] = [rows.at(Math.min(scroller.top, rows.count - 1)).line, rows.at(scroller.bottom).line];
    return selection.from >= first && selection.from <= last ? selection.from : first;
  }

  #reach(line) {
    this.#line = line;
    for (const link of this.#viewer.view.querySelectorAll('a.log-number')) link.tabIndex = lineOf(link) === line ? 0 : -1;
  }

  #numberOf(line) {
    return this.#viewer.view.querySelector(`a.log-number[href="#L${line}"]`);
  }

  #key(event) {
    if (!isNumber(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = lineOf(event.target);
    const { selection } = this.#viewer;
    if (STEPS[event.key]) this.#step(line, STEPS[event.key], event.shiftKey);
    else if (event.key === 'Enter' || event.key === ' ') selection.click(line, event.shiftKey);
    else if (event.key === 'Escape' && selection.from) selection.choose(0, 0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #step(line, by, isRange) {
    const { rows, scroller, selection } = this.#viewer;
    let row = rows.of(line) + by;
    while (row >= 0 && row < rows.count && rows.at(row).kind === 'silence') row += by;
    if (row < 0 || row >= rows.count) return;
    const next = rows.at(row).line;
    this.#viewer.stay();
    if (isRange && !selection.from) selection.click(line, false);
    if (isRange) selection.click(next, true);
    this.#reach(next);
    scroller.bring(row);
    scroller.afterDrawing(() => this.#numberOf(next)?.focus({ preventScroll: true }));
  }
}

function isNumber(element) {
  return element.matches?.('a.log-number') ?? false;
}

function lineOf(link) {
  return Number(link.textContent);
}
