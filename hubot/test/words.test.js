import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, isAnnounced, isOver, wordsFor } from '../src/words.js';

const DEPLOY = {
  name: 'shop/production#42', ref: 'main', sha: '7f2d6c1aaaaaaaaa', requestedBy: 'ann', rollback: false, message: 'exit code 3', blockers: [],
};
const finished = (data, deploy = DEPLOY) => wordsFor({ kind: 'deploy.finished', data }, deploy);
const LOCK = { scope: 'production of shop', kind: 'hard', holder: 'ann', reason: 'db', expires: '2026-11-27T14:02:30Z' };
const lock = (change, data = {}, user = null) => wordsFor({ kind: `lock.${change}`, data: { ...LOCK, ...data }, user }, null);

test('deploys are told with their ends', () => {
  assert.equal(wordsFor({ kind: 'deploy.started', data: { waitedMillis: 40 } }, DEPLOY), 'shop/production#42 started: main (7f2d6c1), requested by ann');
  assert.match(wordsFor({ kind: 'deploy.started', data: { waitedMillis: 95_000 } }, DEPLOY), /started after waiting for 1m 35s: /);
  assert.equal(finished({ outcome: 'succeeded', ranMillis: 182_000 }), 'shop/production#42 succeeded after 3m 2s: main (7f2d6c1), requested by ann');
  assert.match(finished({ outcome: 'failed', ranMillis: 1 }), /#42 failed after 0s: .*; exit code 3$/);
  assert.match(finished({ outcome: 'timed_out' }), /#42 timed out: /);
  assert.match(finished({ outcome: 'interrupted' }), /#42 was interrupted: /);
  assert.match(finished({ outcome: 'cancelled', by: 'bob' }), /#42 was cancelled by bob: /);
  assert.match(finished({ outcome: 'superseded', by: 'shop/production#43' }), /#42 was superseded by shop\/production#43: /);
  assert.match(finished({ outcome: 'succeeded' }, { ...DEPLOY, ref: '7f2d6c1', rollback: true }), /^Rollback shop.*: 7f2d6c1, requested by/);
  assert.equal(
    wordsFor({ kind: 'deploy.waiting', data: { reason: 'production is locked by bob' } }, DEPLOY),
    'shop/production#42 is waiting: main (7f2d6c1), requested by ann; production is locked by bob',
  );
});

test('a deploy that takes long is told while it runs', () => {
  const slow = { kind: 'deploy.slow', data: { ranMillis: 600_000 } };
  assert.equal(wordsFor(slow, DEPLOY), 'shop/production#42 has been running for 10m, longer than usual: main (7f2d6c1), requested by ann');
  assert.equal(isOver('deploy.slow', { status: 'in_progress' }), false);
  assert.equal(isOver('deploy.slow', { status: 'finished' }), true);
  assert.equal(isOver('deploy.waiting', { status: 'pending' }), false);
  assert.equal(isOver('deploy.finished', { status: 'finished' }), false);
});

test('locks and pauses are told', () => {
  assert.equal(lock('acquired'), 'ann locked production of shop until 2026-11-27 14:02 UTC: "db"');
  assert.equal(lock('acquired', { kind: 'automation', expires: null }), 'ann locked production of shop for automatic deploys: "db"');
  assert.match(lock('stolen', { from: 'bob' }), /^ann took the lock from bob: production of shop until /);
  assert.match(lock('handed_over', { from: 'bob' }), /^bob handed the lock over to ann: /);
  assert.match(lock('expiring'), /^The lock of ann expires soon: production of shop until /);
  assert.match(lock('expired'), /is unlocked: the lock of ann has expired$/);
  assert.equal(
    lock('released', { willRun: ['shop/production#4'], until: '2026-11-27T14:02:30Z' }, { name: 'bob' }),
    'bob unlocked production of shop; shop/production#4 can start at 2026-11-27 14:02 UTC, unless cancelled before then',
  );
  const paused = { kind: 'automation.paused', app: { name: 'shop' }, environment: 'production', data: { reason: 'shop/production#4 failed' } };
  assert.match(wordsFor(paused, null), /are paused: shop\/production#4 failed; to resume them: waybill auto resume shop in production$/);
});

test('a pause that lasts is told as such', () => {
  const lasts = { kind: 'automation.still_paused', app: { name: 'shop' }, environment: 'production', data: { by: 'ann' } };
  assert.match(wordsFor(lasts, null), /^Automatic deploys of shop\/production are still paused by ann; to resume them: /);
});

test('a drift is told with the way out', () => {
  const data = { release: 'Heroku release v42', sha: 'd'.repeat(40), releasedBy: 'ann@example.com', deploy: 'shop/production#7' };
  const found = { kind: 'drift.found', app: { name: 'shop' }, environment: 'production', data };
  assert.equal(wordsFor(found, null), 'shop/production has another commit live than shop/production#7 deployed: ddddddd (Heroku release v42 by '
    + 'ann@example.com); automatic deploys wait until somebody deploys or acknowledges it: waybill auto acknowledge shop in production');
});

test('other events are not announced', () => {
  for (const kind of ['deploy.reported', 'ref.moved', 'token.created', 'toString', undefined]) assert.equal(isAnnounced(kind), false);
  assert.equal(duration(3_725_000), '1h 2m');
});
