import { Failure } from './failures.js';
import { Follower } from './follower.js';
import { harmless } from './mentions.js';
import { Position } from './position.js';
import { roomsFor } from './rooms.js';
import { Waiting } from './waiting.js';
import { isAnnounced, wordsFor, wordsForWaiting } from './words.js';

/** Tells rooms what happens, one event after the other. */
export class Announcer {
  #robot;
  #waybill;
  #settings;
  #position;
  #waiting;
  #turn = Promise.resolve();

  constructor(robot, waybill, settings) {
    this.#robot = robot;
    this.#waybill = waybill;
    this.#settings = settings;
    this.#position = new Position(robot.brain);
    this.#waiting = new Waiting(robot.brain, (id) => this.#inTurn(() => this.#stillWaits(id)), settings.waitingDelay);
  }

  /** Returns at once; ends when the bot does. */
  async start() {
    const end = new AbortController();
    this.#robot.brain.once('close', () => {
      end.abort();
      this.#waiting.close();
    });
    await this.#position.loaded(this.#settings.brainTimeout);
    if (end.signal.aborted) return;
    this.#waiting.resume();
    const follower = new Follower(this.#waybill, this.#position, this.#robot.logger);
    await follower.run((event) => this.#inTurn(() => this.#hear(event)).catch((error) => this.#skip(event, error)), end.signal);
  }

  /** An event that is not understood holds up no others; one whose deploy cannot be read now comes again. */
  #skip(event, error) {
    if (error instanceof Failure) throw error;
    this.#robot.logger.error(`hubot-waybill: cannot announce event ${event.id}: ${error.stack}`);
    return false;
  }

  /** A deploy that is found waiting may start while that is said. */
  #inTurn(task) {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Whether a room was told. */
  async #hear(event) {
    const rooms = roomsFor(this.#settings.rooms, event.app?.name ?? null, event.environment);
    if (event.kind === 'deploy.requested' && rooms.length > 0) this.#waiting.add(event.deploy.id);
    if (!isAnnounced(event.kind) || rooms.length === 0) return false;
    const deploy = event.deploy ? await this.#deploy(event.deploy) : null;
    if (event.deploy) this.#waiting.remove(event.deploy.id);
    await this.#tell(rooms, wordsFor(event, deploy), deploy);
    return true;
  }

  async #stillWaits(id) {
    if (!this.#waiting.has(id)) return;
    try {
      const deploy = await this.#deploy({ id });
      this.#waiting.remove(id);
      if (deploy.status !== 'pending') return;
      await this.#tell(roomsFor(this.#settings.rooms, deploy.app.name, deploy.environment), wordsForWaiting(deploy), deploy);
    } catch {
      this.#waiting.add(id); // once the server answers
    }
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
