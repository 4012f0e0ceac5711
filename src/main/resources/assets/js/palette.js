// Finds while the reader types, in the dialog of /find: [data-finder]. Arrow keys choose, Enter goes there.
const PAUSE = 120;
let timer = 0;

const options = (finder) => [...finder.querySelectorAll('[role="option"]')];

const choose = (finder, index) => {
  const all = options(finder);
  all.forEach((option, i) => option.setAttribute('aria-selected', String(i === index)));
  all[index]?.scrollIntoView({ block: 'nearest' });
};

document.addEventListener('input', (event) => {
  const finder = event.target.closest?.('[data-finder]');
  if (!finder) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    finder.querySelector('turbo-frame').src = `/find?q=${encodeURIComponent(event.target.value)}`;
  }, PAUSE);
});

document.addEventListener('keydown', (event) => {
  const finder = event.target.closest?.('[data-finder]');
  if (!finder) return;
  const all = options(finder);
  const chosen = all.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  if (event.key === 'ArrowDown') choose(finder, Math.min(chosen + 1, all.length - 1));
  else if (event.key === 'ArrowUp') choose(finder, Math.max(chosen - 1, 0));
  else if (event.key === 'Enter' && all.length > 0) all[Math.max(chosen, 0)].click();
  else return;
  event.preventDefault();
});

document.addEventListener('turbo:frame-load', (event) => {
  const finder = event.target.closest('[data-finder]') ?? event.target.querySelector('[data-finder]');
  if (finder) choose(finder, 0);
});
