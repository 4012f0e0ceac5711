const KEY = 'waybill.lastEvent';

/** The last event that was dealt with. It outlives the bot if something stores the brain. */
export class Position {
  #brain;
  #last = null;

  constructor(brain) {
    this.#brain = brain;
  }

  /** Waits until the brain remembers a position, but not longer than so many milliseconds. */
  loaded(timeout) {
    return new Promise((resolve) => {
      const look = () => this.#brain.get(KEY) !== null && end();
      const end = () => {
        clearTimeout(timer);
        this.#brain.off('loaded', look);
        resolve();
      };
      const timer = setTimeout(end, timeout).unref();
      this.#brain.on('loaded', look);
      look();
    });
  }

  /**
   * The event after which to go on.
   *
   * @param newest of the server: where a bot begins that remembers nothing, or an event of another server
   */
  from(newest) {
    const last = this.#last ?? this.#brain.get(KEY);
    this.#last = Number.isSafeInteger(last) ? Math.min(last, newest) : newest;
    this.keep();
    return this.#last;
  }

  move(id) {
    this.#last = id;
  }

  keep() {
    this.#brain.set(KEY, this.#last);
    this.#brain.save();
  }
}
