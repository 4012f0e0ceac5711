import { once } from 'node:events';
import { createServer } from 'node:http';

/** A small server that answers as a test says. */
export async function serve(t, answer) {
  const calls = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    calls.push({ method: request.method, url: request.url, headers: request.headers, body });
    answer(response, calls.length, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { calls, url: `http://127.0.0.1:${server.address().port}` };
}

export function settingsFor(url, more = {}) {
  return { url, publicUrl: url, token: async () => 'secret', timeout: 60_000, ...more };
}
