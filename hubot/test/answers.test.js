import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { Answers, keyOf } from '../src/answers.js';
import { readSettings } from '../src/settings.js';
import { Waybill } from '../src/waybill.js';
import { serve, settingsFor } from './server.js';

const MESSAGE = { id: '1.2', room: '#ops', thread_ts: '1.1', user: { id: 'U1', name: 'ann' } };

async function answer(settings, message = MESSAGE) {
  const logged = [];
  const text = await new Answers(new Waybill(settings), (line) => logged.push(line)).answer(message, 'deploy shop');
  assert.doesNotMatch(`${text} ${logged}`, /secret/);
  return text;
}

test('a sentence is passed on with its speaker, place and key', async (t) => {
  const { url, calls } = await serve(t, (response) => response.end('{"text": "for @everyone"}'));
  assert.equal(await answer(settingsFor(url)), 'for @\u200beveryone');
  assert.equal(calls[0].url, '/api/0/chat/');
  assert.equal(calls[0].headers.authorization, 'Bearer secret');
  assert.equal(calls[0].headers['idempotency-key'], keyOf(MESSAGE, 'deploy shop'));
  assert.deepEqual(JSON.parse(calls[0].body), { text: 'deploy shop', user: 'ann', room: '#ops', thread: '1.1' });
});

test('a message that comes twice has the same key, and no other', () => {
  assert.equal(keyOf(MESSAGE, 'a'), keyOf({ ...MESSAGE }, 'a'));
  const others = [[{ ...MESSAGE, id: 3 }, 'a'], [{ ...MESSAGE, room: '#x' }, 'a'], [MESSAGE, 'b'], [{}, 'a'], [{}, 'a']];
  const keys = new Set([[MESSAGE, 'a'], ...others].map(([message, text]) => keyOf(message, text)));
  assert.equal(keys.size, 6);
  for (const key of keys) assert.match(key, /^[\x21-\x7e]{1,255}$/);
});

test('a busy server is asked again with the same key, but not for ever', async (t) => {
  const { url, calls } = await serve(t, (response, count) => {
    if (count < 3) response.writeHead(count === 1 ? 429 : 503, { 'Retry-After': '0' }).end('{"error": "busy"}');
    else response.end('{"text": "done"}');
  });
  assert.equal(await answer(settingsFor(url), { room: '#ops' }), 'done');
  assert.equal(new Set(calls.map((call) => call.headers['idempotency-key'])).size, 1);

  const busy = await serve(t, (response) => response.writeHead(503, { 'Retry-After': '3600' }).end('no'));
  assert.match(await answer(settingsFor(busy.url)), /^Waybill is too busy, or not ready \(HTTP 503\); try again/);
  assert.equal(busy.calls.length, 1);
});

test('whatever goes wrong is said in a sentence', async (t) => {
  const cases = [
    [401, '{"error": "no"}', /does not accept the token of this bot; put a valid one into WAYBILL_TOKEN/],
    [403, '{"error": "the token lacks @here"}', /^Refused: the token lacks @\u200bhere$/],
    [400, '{"error": "text must have at most 2000 characters"}', /^Refused: text must/],
    [404, '<html>secret</html>', /does not answer like Waybill \(HTTP 404\); correct WAYBILL_URL/],
    [500, 'oops', /has failed \(HTTP 500\); look with "status"/],
    [302, '', /does not answer like Waybill \(HTTP 302\)/],
    [200, '<html>secret</html>', /does not answer like Waybill \(HTTP 200\)/],
    [200, 'null', /does not answer like Waybill/],
    [200, '{}', /has no text/],
  ];
  const { url, calls } = await serve(t, (response, count) => {
    const [status, body] = cases[count - 1];
    response.writeHead(status, { Location: 'http://elsewhere.example/' }).end(body);
  });
  for (const [status, , expected] of cases) assert.match(await answer(settingsFor(url)), expected, `HTTP ${status}`);
  assert.equal(calls.length, cases.length);
});

test('a server that hangs or is not there is said so', async (t) => {
  const hanging = await serve(t, () => {});
  assert.match(await answer(settingsFor(hanging.url, { timeout: 50 })), /has not answered within 0.05 seconds; look with "status"/);
  const dripping = await serve(t, (response) => response.write('{"text'));
  assert.match(await answer(settingsFor(dripping.url, { timeout: 300 })), /has not answered within/);
  const cut = await serve(t, (response) => response.destroy());
  assert.match(await answer(settingsFor(cut.url)), /cannot be reached \(UND_ERR_SOCKET\)|cannot be reached \(ECONNRESET\)/);
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address();
  await new Promise((resolve) => gone.close(resolve));
  assert.match(await answer(settingsFor(`http://127.0.0.1:${port}`)), /cannot be reached \(ECONNREFUSED\); try again/);
});

test('settings that are wrong or missing are said, without the secrets in them', async () => {
  const wrong = readSettings({ WAYBILL_URL: 'http://ann:secret@host', WAYBILL_ROOMS: 'shop', WAYBILL_TIMEOUT: 'soon' });
  assert.match(wrong.mistakes.join('\n'), /WAYBILL_URL must be a URL[^]*WAYBILL_ROOMS: "shop" must[^]*WAYBILL_TIMEOUT must/);
  assert.doesNotMatch(wrong.mistakes.join(), /secret/);
  assert.match(await answer(wrong), /does not know where Waybill is; set WAYBILL_URL/);
  const url = 'http://127.0.0.1:1/';
  for (const token of [{}, { WAYBILL_TOKEN: 'sec\nret' }, { WAYBILL_TOKEN: 'secrét' }, { WAYBILL_TOKEN_FILE: '/nowhere/secret' }]) {
    assert.match(await answer(readSettings({ WAYBILL_URL: url, ...token })), /has no token for Waybill; put one into/);
  }
  assert.deepEqual(readSettings({ WAYBILL_URL: url }).mistakes, []);
});
