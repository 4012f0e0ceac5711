// Lets the log of a deploy grow: <pre data-log="URL of events" data-offset="where to go on" data-complete="true|false">.
// With data-end="true" the page opens at the end of a log that is complete.
const log = document.querySelector('[data-log]');
const note = document.querySelector('[data-log-note]');

const PAUSE = 5000;

if (log && log.dataset.end === 'true') { // why it failed is said there
  log.scrollTop = log.scrollHeight;
}

if (log && log.dataset.complete !== 'true') {
  let offset = log.dataset.offset;
  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.scrollTop = log.scrollHeight;

  const follow = () => {
    const events = new EventSource(`${log.dataset.log}?offset=${offset}`);
    events.addEventListener('log', (event) => {
      const stay = isAtEnd();
      log.append(JSON.parse(event.data).text);
      offset = event.lastEventId || offset;
      if (stay) log.scrollTop = log.scrollHeight;
    });
    events.addEventListener('end', () => {
      events.close();
      note.firstChild.textContent = 'The log is complete. ';
    });
    events.onerror = () => {
      note.firstChild.textContent = 'The server does not answer; the log goes on when it does. ';
      // A browser asks again by itself where the connection is lost, and never where it was refused, as when there are too many.
      if (events.readyState === EventSource.CLOSED) setTimeout(follow, PAUSE);
    };
    events.onopen = () => { note.firstChild.textContent = 'The log grows by itself. '; };
  };
  follow();
}
