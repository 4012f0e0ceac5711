import { Failure } from './failures.js';
import { pause } from './pause.js';
import { readEvents } from './sse.js';

/** The server sends something every 15 seconds. */
const SILENCE = 45_000;
const LONGEST_PAUSE = 60_000;

/** Follows the events of the server for as long as the bot runs; after a lost connection it goes on where it was. */
export class Follower {
  #waybill;
  #position;
  #logger;
  #silence;

  /** @param silence after how many milliseconds without a byte a connection counts as lost */
  constructor(waybill, position, logger, silence = SILENCE) {
    this.#waybill = waybill;
    this.#position = position;
    this.#logger = logger;
    this.#silence = silence;
  }

  /**
   * Ends with the signal only.
   *
   * @param each deals with an event, and answers whether anybody was told; an event for which it fails comes again
   */
  async run(each, signal) {
    let trouble = 'none so far';
    let failures = 0;
    while (!signal.aborted) {
      const progress = { count: 0 };
      const begun = (last) => {
        if (trouble) this.#logger.info(`hubot-waybill: following events after ${last}`);
        trouble = '';
      };
      const failure = await this.#follow(each, signal, progress, begun).then(() => null, (error) => error);
      failures = progress.count > 1 ? 1 : failures + 1;
      if (failure && failure.message !== trouble && !signal.aborted) {
        trouble = failure.message;
        this.#logger.warn(`hubot-waybill: cannot follow events, and will try again: ${trouble}`);
      }
      await pause(Math.min(LONGEST_PAUSE, Math.max(backOff(failures), failure?.retryAfter ?? 0)), signal);
    }
  }

  async #follow(each, signal, progress, begun) {
    const newest = await this.#waybill.get('/events/?limit=1');
    const last = this.#position.from(Number(newest[0]?.id ?? 0));
    const connection = new AbortController();
    const end = () => connection.abort(new Failure('the connection was lost'));
    signal.addEventListener('abort', end);
    const alarm = setTimeout(end, this.#silence);
    try {
      const chunks = await this.#waybill.events(last, connection.signal);
      begun(last);
      for await (const { id, data } of readEvents(watched(chunks, alarm, progress))) {
        const isTold = await each(data);
        this.#position.move(Number(id));
        if (isTold) this.#position.keep();
      }
    } finally {
      clearTimeout(alarm);
      signal.removeEventListener('abort', end);
      connection.abort();
    }
  }
}

/** Counts what was dealt with: the first piece comes at once and proves nothing, the second is an event or a sign of life. */
async function* watched(chunks, alarm, progress) {
  for await (const chunk of chunks) {
    alarm.refresh();
    yield chunk;
    progress.count += 1;
  }
}

/** Doubles from a second to a minute; not the same for all bots. */
function backOff(failures) {
  return Math.min(LONGEST_PAUSE, 500 * 2 ** Math.min(failures, 7)) * (0.75 + Math.random() / 4);
}
