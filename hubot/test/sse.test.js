import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEvents } from '../src/sse.js';

async function read(chunks) {
  const events = [];
  for await (const event of readEvents(chunks)) events.push(event);
  return events;
}

const STREAM = 'retry: 1000\n\nid: 7\nevent: deploy.started\ndata: {"by":"jané 🚀"}\n\n: still here\n\nid:8\r\ndata: [1,\r\ndata: 2]\r\n\r\nid: 9\ndata: {}\n';

test('events are the same wherever the bytes are cut', async () => {
  const bytes = new TextEncoder().encode(STREAM);
  const expected = [{ id: '7', data: { by: 'jané 🚀' } }, { id: '8', data: [1, 2] }];
  for (let size = 1; size <= bytes.length; size += 1) {
    const chunks = [];
    for (let start = 0; start < bytes.length; start += size) chunks.push(bytes.slice(start, start + size));
    assert.deepEqual(await read(chunks), expected, `pieces of ${size}`);
  }
});

test('a line without end is refused', async () => {
  await assert.rejects(read(Array.from({ length: 6 }, () => new Uint8Array(1024 * 1024).fill(65))), /too long/);
});
