// Lets the log of a deploy grow: <pre data-log="URL of events" data-offset="where to go on" data-complete="true|false">.
const log = document.querySelector('[data-log]');
const note = document.querySelector('[data-log-note]');

if (log && log.dataset.complete !== 'true') {
  const events = new EventSource(`${log.dataset.log}?offset=${log.dataset.offset}`);
  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.scrollTop = log.scrollHeight;

  events.addEventListener('log', (event) => {
    const follow = isAtEnd();
    log.append(JSON.parse(event.data).text);
    if (follow) log.scrollTop = log.scrollHeight;
  });
  events.addEventListener('end', () => {
    events.close();
    location.reload(); // the outcome, from the server that knows it
  });
  events.onerror = () => { note.firstChild.textContent = 'The server does not answer; the log goes on when it does. '; };
  events.onopen = () => { note.firstChild.textContent = 'The log grows by itself. '; };
}
