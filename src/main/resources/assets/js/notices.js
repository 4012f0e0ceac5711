// Lets the notice of what was done disappear after six seconds, unless the reader is on it.
const SHOWN = 6000;

document.addEventListener('turbo:load', () => {
  for (const notice of document.querySelectorAll('[data-notice]')) {
    const go = () => (notice.matches(':hover') ? setTimeout(go, 1000) : notice.remove());
    setTimeout(go, SHOWN);
  }
});
