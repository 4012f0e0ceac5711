const LONGEST = 4 * 1024 * 1024;

/**
 * Reads server-sent events: {id, data}, where id is a text and data what the JSON says. Comments and events without data are left
 * out, and so is an event whose end is missing: it is sent again.
 *
 * @param chunks of bytes
 */
export async function* readEvents(chunks) {
  const decoder = new TextDecoder();
  let rest = '';
  let event = { id: '', data: [] };
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop();
    if (rest.length > LONGEST) throw new Error('an event is too long');
    for (const line of lines.map((it) => it.replace(/\r$/, ''))) {
      if (line === '') {
        if (event.data.length > 0) yield { id: event.id, data: JSON.parse(event.data.join('\n')) };
        event = { id: '', data: [] };
      } else {
        add(event, line);
      }
    }
  }
}

function add(event, line) {
  const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
  if (name === 'id') event.id = value;
  if (name === 'data') event.data.push(value);
}
