// Shows how much of a lock is left: <time data-left datetime="its end">, and <progress data-from data-until>.
const words = (millis) => {
  const minutes = Math.floor(millis / 60_000);
  if (minutes < 1) return 'in less than a minute';
  if (minutes >= 2880) return `in ${Math.floor(minutes / 1440)} days`;
  return minutes < 60 ? `in ${minutes}\u00a0min` : `in ${Math.floor(minutes / 60)}\u00a0h ${String(minutes % 60).padStart(2, '0')}\u00a0min`;
};

const update = () => {
  const now = Date.now();
  for (const time of document.querySelectorAll('time[data-left]')) {
    const text = words(Math.max(0, new Date(time.dateTime) - now));
    if (time.textContent !== text) time.textContent = text;
  }
  for (const bar of document.querySelectorAll('progress[data-until]')) {
    const from = new Date(bar.dataset.from);
    const until = new Date(bar.dataset.until);
    bar.value = Math.min(1, Math.max(0, (until - now) / Math.max(1, until - from)));
  }
};

document.addEventListener('turbo:load', update);
document.addEventListener('waybill:changed', () => requestAnimationFrame(update));
setInterval(() => document.visibilityState === 'visible' && update(), 5000);
