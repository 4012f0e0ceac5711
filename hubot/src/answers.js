import { createHash, randomUUID } from 'node:crypto';
import { Failure } from './failures.js';
import { harmless } from './mentions.js';

/** Passes on what people say, and answers what the server says. */
export class Answers {
  #waybill;
  #log;

  /** @param log for what went wrong */
  constructor(waybill, log) {
    this.#waybill = waybill;
    this.#log = log;
  }

  /** Text for the room; never fails. */
  async answer(message, text) {
    try {
      const said = { text, user: userOf(message), room: fitting(message.room), thread: threadOf(message) };
      const reply = await this.#waybill.post('/chat/', said, keyOf(message, text));
      if (typeof reply.text !== 'string') throw new Failure('the answer of Waybill has no text; is WAYBILL_URL its address?');
      return harmless(reply.text);
    } catch (failure) {
      this.#log(failure.message);
      return harmless(failure.message.charAt(0).toUpperCase() + failure.message.slice(1));
    }
  }
}

/** Whom the chat names, whatever was said. */
function userOf(message) {
  return fitting(message.user?.name) ?? fitting(message.user?.id);
}

function threadOf(message) {
  return fitting(message.thread_ts) ?? fitting(message.thread);
}

/** One line of at most 200 characters, as the API takes it; undefined if it is nothing of the kind. */
function fitting(value) {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[^\p{Cc}]{1,200}$/u.test(text) ? text : undefined;
}

/** The same for a message that the chat delivers twice, and for no other. */
export function keyOf(message, text) {
  if (message.id === undefined || message.id === null) return `hubot-${randomUUID()}`;
  const identity = JSON.stringify([message.room, message.user?.id, message.id, text]);
  return `hubot-${createHash('sha256').update(identity).digest('hex')}`;
}
