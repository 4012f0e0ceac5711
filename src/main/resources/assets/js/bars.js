// Lets the bar of a running deploy move: <progress data-since="..." data-usual="millis"> with, in the same [data-bar],
// <span data-percent> and <span data-left>. A bar whose deploy reports its own progress has no data-since.
import { duration } from './times.js';

const say = (bar, name, text) => {
  const element = bar.closest('[data-bar]')?.querySelector(`[data-${name}]`);
  if (element && element.textContent !== text) element.textContent = text;
};

const update = () => {
  for (const bar of document.querySelectorAll('progress[data-since]')) {
    const usual = Number(bar.dataset.usual);
    const passed = Date.now() - new Date(bar.dataset.since);
    const over = passed > usual;
    bar.value = Math.min(0.99, passed / usual);
    bar.classList.toggle('over', over);
    say(bar, 'percent', over ? '' : `${Math.floor(bar.value * 100)}\u00a0%`);
    say(bar, 'left', over ? `${duration(passed - usual)} over the usual ${duration(usual)}` : `about ${duration(usual - passed)} left`);
  }
};

document.addEventListener('turbo:load', update);
document.addEventListener('waybill:changed', () => requestAnimationFrame(update));
setInterval(() => document.visibilityState === 'visible' && update(), 1000);
