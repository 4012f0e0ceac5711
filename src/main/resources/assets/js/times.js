// Shows times as ages that grow, in the reader's zone: <time datetime="..." data-age>, and <time datetime="..." data-clock>.
const DAY = 86_400_000;
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });

export const age = (millis) => {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) return `${seconds}\u00a0s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}\u00a0min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}\u00a0h`;
  return `${Math.floor(seconds / 86_400)}\u00a0d`;
};

export const duration = (millis) => {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) return `${seconds}\u00a0s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}\u00a0min ${String(seconds % 60).padStart(2, '0')}\u00a0s`;
  return `${Math.floor(seconds / 3600)}\u00a0h ${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}\u00a0min`;
};

const moment = (date) => {
  const far = Math.abs(date - Date.now()) > DAY / 2 && date.toDateString() !== new Date().toDateString();
  return far ? `${day.format(date)} ${clock.format(date)}` : clock.format(date);
};

const words = (time, date) => {
  const passed = Date.now() - date;
  if ('clock' in time.dataset) return moment(date);
  if (time.dataset.age === 'ago') return passed < 5000 ? 'just now' : `${age(passed)} ago`;
  if (time.dataset.age === 'for') return duration(passed);
  return age(passed);
};

const update = () => {
  for (const time of document.querySelectorAll('time[data-age], time[data-clock]')) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    const text = words(time, date);
    if (time.textContent !== text) time.textContent = text;
    const title = absolute.format(date);
    if (time.title !== title) time.title = title;
  }
};

document.addEventListener('turbo:load', update);
document.addEventListener('turbo:frame-load', update);
document.addEventListener('waybill:changed', () => requestAnimationFrame(update));
setInterval(() => document.visibilityState === 'visible' && update(), 1000);
