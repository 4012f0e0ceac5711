import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRooms, roomsFor } from '../src/rooms.js';

const RULES = readRooms('shop/production=#deploys, shop=#shop, */staging=#test, api-*/*=room with blanks, *=#ops,,');

test('every room hears once about what fits', () => {
  assert.deepEqual(roomsFor(RULES, 'shop', 'production'), ['#deploys', '#shop', '#ops']);
  assert.deepEqual(roomsFor(RULES, 'blog', 'staging'), ['#test', '#ops']);
  assert.deepEqual(roomsFor(RULES, 'api-x', 'production'), ['room with blanks', '#ops']);
  assert.deepEqual(roomsFor(readRooms('a=#x, a/b=#x, shop.*=#y'), 'a', 'b'), ['#x']);
  assert.deepEqual(roomsFor(readRooms('shop.eu=#x'), 'shopxeu', 'b'), []);
});

test('what concerns all environments concerns each', () => {
  assert.deepEqual(roomsFor(RULES, 'shop', null), ['#deploys', '#shop', '#test', '#ops']);
  assert.equal(roomsFor(RULES, null, null).length, 5);
  assert.deepEqual(roomsFor(readRooms('shop/staging=#a, blog/production=#b'), null, 'production'), ['#b']);
});

test('rules that are wrong are named', () => {
  for (const rule of ['shop', '=#ops', 'shop=', 'shop/=#a', '/production=#a', 'a/b/c=#a']) {
    assert.throws(() => readRooms(`*=#ops,${rule}`), (error) => error.message.includes(`"${rule}"`));
  }
});
