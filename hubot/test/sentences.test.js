import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentences } from '../src/sentences.js';

const heard = (text, isPrefixed = false) => {
  const match = new RegExp(`^\\s*[@]?hubot[:,]?\\s*(?:${sentences(isPrefixed).source})`, 'i').exec(`hubot ${text}`);
  return match && match[1];
};

test('sentences of the grammar are taken as they are', () => {
  for (const text of [
    'deploy shop', 'deploy! shop/feature/x to staging', 'deploy shop@v1 on prod because of the\nfix', 'DEPLOY shop', 'please deploy shop',
    'deploys shop in production', 'where can i deploy shop', 'where can I deploy shop?', 'where is 7f2d6c1', 'rollback! shop in prod to #41',
    'roll back shop', 'promote shop staging to production', 'cancel shop/production#42', 'status', 'status shop', 'status of shop in prod',
    'status shop/prod#3', 'queue', 'queue shop in staging', 'why shop in staging', 'why is shop?', 'lock! shop in prod for 2h because migration',
    'unlock shop', 'waybill help', 'waybill', 'waybill deplyo shop', 'waybill: status please', 'deploy', 'deploy:migrate shop',
  ]) assert.equal(heard(text), text);
});

test('other sentences are left to others', () => {
  for (const text of [
    'help', 'ping', 'deployment of what', 'deploy-bot restart', 'cancel the meeting', 'why is the sky blue', 'where is bob', 'where is everybody',
    'status of the world today please', 'lockscreen', 'image me a deploy', 'waybills', 'queued',
  ]) assert.equal(heard(text), null, text);
});

test('with a prefix, nothing else is taken', () => {
  assert.equal(heard('waybill status', true), 'waybill status');
  assert.equal(heard('status', true), null);
  assert.equal(heard('deploy shop', true), null);
});
