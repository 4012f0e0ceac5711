const KEY = 'waybill.waiting';
const DELAY = 30_000;

/** Deploys that were requested and have not started: rooms hear about those that wait for a while. */
export class Waiting {
  #brain;
  #check;
  #delay;
  #timers = new Map();

  /**
   * @param check is given the id of a deploy that may still be waiting
   * @param delay after so many milliseconds
   */
  constructor(brain, check, delay = DELAY) {
    this.#brain = brain;
    this.#check = check;
    this.#delay = delay;
  }

  /** Goes on with those that the brain remembers. */
  resume() {
    for (const id of this.#brain.get(KEY) ?? []) this.add(id);
  }

  add(id) {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(id, setTimeout(() => this.#check(id), this.#delay).unref());
    this.#remember();
  }

  has(id) {
    return this.#timers.has(id);
  }

  remove(id) {
    clearTimeout(this.#timers.get(id));
    if (this.#timers.delete(id)) this.#remember();
  }

  close() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #remember() {
    this.#brain.set(KEY, [...this.#timers.keys()]);
  }
}
