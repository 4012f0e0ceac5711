import { Failure, notWaybill, refused, unreachable } from './failures.js';
import { pause } from './pause.js';

const MOST_TRIES = 4;
const LONGEST_WAIT = 30_000;

/** The API of the server. Whatever goes wrong is a Failure, whose message is fit for a room. */
export class Waybill {
  #settings;

  constructor(settings) {
    this.#settings = settings;
  }

  get(path) {
    return this.#patiently((signal) => this.#send('GET', path, { signal }));
  }

  /** @param key tells the server that a repetition is the same request */
  post(path, body, key) {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    return this.#patiently((signal) => this.#send('POST', path, { signal, headers, body: JSON.stringify(body) }));
  }

  /**
   * Opens a stream of events.
   *
   * @param after the number of an event
   * @param signal ends it, also while it is read
   * @returns its bytes as they come
   */
  async events(after, signal) {
    const headers = { Accept: 'text/event-stream', 'Last-Event-ID': String(after) };
    const response = await this.#fetch('GET', '/events/', { headers, signal });
    if (response.status !== 200) throw refused(response, await this.#body(response), this.#settings);
    if (!/^text\/event-stream/.test(response.headers.get('Content-Type') ?? '')) {
      throw notWaybill(response.status, this.#settings);
    }
    return this.#pieces(response.body);
  }

  async* #pieces(body) {
    try {
      yield* body;
    } catch (error) {
      throw unreachable(error, this.#settings);
    }
  }

  /** Sends again what the server was too busy for, if it says that this helps soon. */
  async #patiently(send) {
    const end = performance.now() + LONGEST_WAIT;
    for (let tries = 1; ; tries += 1) {
      try {
        return await send(AbortSignal.timeout(this.#settings.timeout));
      } catch (failure) {
        const wait = failure.retryAfter;
        if (wait === undefined || tries === MOST_TRIES || performance.now() + wait > end) throw failure;
        await pause(wait);
      }
    }
  }

  async #send(method, path, options) {
    const response = await this.#fetch(method, path, options);
    const body = await this.#body(response);
    if (response.status >= 300) throw refused(response, body, this.#settings);
    if (body === undefined) throw notWaybill(response.status, this.#settings);
    return body;
  }

  async #fetch(method, path, options) {
    const { url, token } = this.#settings;
    if (!url) throw new Failure('this bot does not know where Waybill is; set WAYBILL_URL to its address');
    const authorization = `Bearer ${await token()}`;
    const headers = { Accept: 'application/json', ...options.headers, Authorization: authorization };
    try {
      return await fetch(`${url}/api/0${path}`, { ...options, method, headers, redirect: 'manual' });
    } catch (error) {
      throw unreachable(error, this.#settings);
    }
  }

  /** Undefined if it is not an object or a list in JSON. */
  async #body(response) {
    const text = await response.text().catch((error) => {
      throw unreachable(error, this.#settings);
    });
    try {
      const body = JSON.parse(text);
      return typeof body === 'object' && body !== null ? body : undefined;
    } catch {
      return undefined;
    }
  }
}
