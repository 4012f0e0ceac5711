// Lines that come while the log grows, as server-sent events.

const PAUSE = 5000;

/**
 * Follows a log until it ends or its element is gone.
 *
 * @param after the last line that is known
 * @param on { lines(page), end(), lost(), back() }
 */
export function follow(url, element, after, on) {
  let last = after();
  const open = () => {
    if (!element.isConnected) return;
    const events = new EventSource(`${url}/lines/stream?after=${last}`);
    const isGone = () => {
      if (!element.isConnected) events.close();
      return !element.isConnected;
    };
    events.addEventListener('lines', (event) => {
      if (isGone()) return;
      last = Number(event.lastEventId);
      on.lines(JSON.parse(event.data));
    });
    events.addEventListener('end', () => {
      events.close();
      if (!isGone()) on.end();
    });
    events.onopen = () => on.back();
    events.onerror = () => {
      if (isGone()) return;
      on.lost();
      // A browser asks again by itself where the connection is lost, and never where it was refused, as when there are too many.
      if (events.readyState === EventSource.CLOSED) setTimeout(open, PAUSE);
    };
  };
  open();
}
