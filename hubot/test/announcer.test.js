import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { Announcer } from '../src/announcer.js';
import { Follower } from '../src/follower.js';
import { Position } from '../src/position.js';
import { readRooms } from '../src/rooms.js';
import { Waybill } from '../src/waybill.js';
import { serve, settingsFor } from './server.js';

/** As Hubot has it, as far as it is used. */
class Brain extends EventEmitter {
  data = {};

  get(key) {
    return this.data[key] ?? null;
  }

  set(key, value) {
    this.data[key] = value;
    this.emit('loaded', this.data);
  }

  save() {
    this.emit('save', this.data);
  }
}

const lock = (id, app, reason) => `id: ${id}\nevent: lock.acquired\ndata: ${JSON.stringify({
  id: String(id), kind: 'lock.acquired', app: { name: app }, environment: null, deploy: null, data: { scope: app, holder: 'ann', reason },
})}\n\n`;

/** Each stream says what there is after the last id and ends; the last one stays open. */
function stream(events, cuts) {
  let count = 0;
  return (response, _, request) => {
    if (request.url.includes('limit=1')) {
      response.end(JSON.stringify([{ id: String(events.length) }]));
      return;
    }
    const after = Number(request.headers['last-event-id']);
    const end = cuts[count] ?? events.length;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(`retry: 1\n\n${events.slice(after, end).join('')}`);
    if (count < cuts.length) response.end();
    count += 1;
  };
}

/** One that has enough when it has spoken so often. */
function robotFor(t, brain, enough) {
  const told = [];
  let done;
  const all = new Promise((resolve) => {
    done = resolve;
  });
  const robot = {
    brain,
    logger: { info() {}, warn() {}, error() {} },
    async messageRoom(room, text) {
      told.push(`${room} ${text.split('\n')[0]}`);
      if (told.length === enough) done();
      if (room === '#gone') throw new Error('channel_not_found');
    },
  };
  t.after(() => brain.emit('close'));
  return { robot, told, all };
}

test('after a cut, events go on where they were, each once, in every room that wants them', async (t) => {
  const events = [lock(1, 'old', 'a'), lock(2, 'shop', 'b'), lock(3, 'blog', 'c'), lock(4, 'shop', 'd')];
  const { url, calls } = await serve(t, stream(events, [3]));
  const brain = new Brain();
  brain.set('waybill.lastEvent', 1);
  const { robot, told, all } = robotFor(t, brain, 5);
  const settings = settingsFor(url, { rooms: readRooms('shop=#gone, *=#b, none=#c'), brainTimeout: 0 });
  new Announcer(robot, new Waybill(settings), settings).start();
  await all;
  const [b, c, d] = ['ann locked shop: "b"', 'ann locked blog: "c"', 'ann locked shop: "d"'];
  assert.deepEqual(told, [`#gone ${b}`, `#b ${b}`, `#b ${c}`, `#gone ${d}`, `#b ${d}`]);
  assert.deepEqual(calls.filter((it) => it.headers['last-event-id']).map((it) => it.headers['last-event-id']), ['1', '3']);
});

test('a deploy that waits is told with its reason, and one that has started is not', async (t) => {
  const deploy = (id, status) => ({
    id, name: `shop/staging#${id}`, number: Number(id), app: { name: 'shop' }, environment: 'staging', ref: 'main', requestedBy: 'ann', status,
  });
  const event = (id, of) => `id: ${id}\ndata: ${JSON.stringify({
    id, kind: 'deploy.waiting', app: { name: 'shop' }, environment: 'staging', deploy: { id: of, name: '' }, data: { reason: 'staging is locked by bob' },
  })}\n\n`;
  const answers = stream([event(1, '7'), event(2, '8')], []);
  const { url } = await serve(t, (response, count, request) => {
    const id = request.url.split('/deploys/')[1]?.replace('/', '');
    if (id) response.end(JSON.stringify(deploy(id, id === '7' ? 'in_progress' : 'pending')));
    else answers(response, count, request);
  });
  const brain = new Brain();
  brain.set('waybill.lastEvent', 0);
  const { robot, told, all } = robotFor(t, brain, 1);
  const settings = settingsFor(url, { rooms: readRooms('*=#b'), brainTimeout: 0 });
  new Announcer(robot, new Waybill(settings), settings).start();
  await all;
  assert.deepEqual(told, ['#b shop/staging#8 is waiting: main, requested by ann; staging is locked by bob']);
});

test('a bot without memory begins at the present, and one of another server, too', () => {
  const brain = new Brain();
  assert.equal(new Position(brain).from(7), 7);
  assert.equal(new Position(brain).from(9), 7);
  assert.equal(new Position(brain).from(3), 3);
});

test('a silent connection is given up', async (t) => {
  const { url } = await serve(t, stream([], []));
  const end = new AbortController();
  const logged = [];
  const logger = {
    info() {},
    warn(text) {
      logged.push(text);
      end.abort();
    },
  };
  await new Follower(new Waybill(settingsFor(url)), new Position(new Brain()), logger, 50).run(() => false, end.signal);
  assert.match(logged[0], /the connection was lost$/);
});
