import { Failure } from './failures.js';
import { Follower } from './follower.js';
import { harmless } from './mentions.js';
import { Position } from './position.js';
import { roomsFor } from './rooms.js';
import { isAnnounced, isOver, wordsFor } from './words.js';

/** Tells rooms what happens, one event after the other. */
export class Announcer {
  #robot;
  #waybill;
  #settings;
  #position;

  constructor(robot, waybill, settings) {
    this.#robot = robot;
    this.#waybill = waybill;
    this.#settings = settings;
    this.#position = new Position(robot.brain);
  }

  /** Returns at once; ends when the bot does. */
  async start() {
    const end = new AbortController();
    this.#robot.brain.once('close', () => end.abort());
    await this.#position.loaded(this.#settings.brainTimeout);
    if (end.signal.aborted) return;
    const follower = new Follower(this.#waybill, this.#position, this.#robot.logger);
    await follower.run((event) => this.#hear(event).catch((error) => this.#skip(event, error)), end.signal);
  }

  /** An event that is not understood holds up no others; one whose deploy cannot be read now comes again. */
  #skip(event, error) {
    if (error instanceof Failure) throw error;
    this.#robot.logger.error(`hubot-waybill: cannot announce event ${event.id}: ${error.stack}`);
    return false;
  }

  /** Whether a room was told. */
  async #hear(event) {
    const rooms = roomsFor(this.#settings.rooms, event.app?.name ?? null, event.environment);
    if (!isAnnounced(event.kind) || rooms.length === 0) return false;
    const deploy = event.deploy ? await this.#deploy(event.deploy) : null;
    if (isOver(event.kind, deploy)) return false;
    await this.#tell(rooms, wordsFor(event, deploy), deploy);
    return true;
  }

  /** As it is now; only its name if it is gone. */
  async #deploy({ id, name }) {
    try {
      return await this.#waybill.get(`/deploys/${encodeURIComponent(id)}/`);
    } catch (failure) {
      if (failure.status !== 404 && failure.status !== 403) throw failure;
      return { name: name ?? `deploy ${id}`, ref: 'a deploy that was deleted', requestedBy: 'somebody' };
    }
  }

  async #tell(rooms, words, deploy) {
    const path = deploy?.number ? `/apps/${deploy.app.name}/${deploy.environment}/${deploy.number}` : '/';
    const text = harmless(`${words}\n${this.#settings.publicUrl}${path}`);
    for (const room of rooms) {
      try {
        await this.#robot.messageRoom(room, text);
      } catch (error) {
        this.#robot.logger.error(`hubot-waybill: cannot speak in ${room}: ${error?.message}`);
      }
    }
  }
}
