import assert from 'node:assert/strict';
import { test } from 'node:test';
import { harmless } from '../src/mentions.js';

test('nobody is called, and no markup is left', () => {
  for (const text of ['<!channel>', '<!here|here>', '<!subteam^S1>', '<@U1>', '@everyone', 'x@here', '<#C1>', '<https://evil.example|shop>', '@äpfel']) {
    const changed = harmless(`because ${text} said so`);
    assert.doesNotMatch(changed, /<[!@#a-z]|@[\p{L}\p{N}]/iu, text);
    assert.equal(changed.replaceAll('\u200b', ''), `because ${text} said so`);
  }
});

test('other text is left alone', () => {
  const text = 'shop/production#1: 3 < 4 @ noon\nhttp://127.0.0.1/apps/shop/production/1';
  assert.equal(harmless(text), text);
  assert.equal(harmless('a\u0007b\u001b[31mc'), 'a b [31mc');
});
