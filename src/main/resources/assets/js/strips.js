// Lets the bars of the queue move with the time: <svg data-strip="when it was drawn"> whose <g data-moves> hold them.
const PER_MINUTE = 12;

const update = () => {
  for (const strip of document.querySelectorAll('svg[data-strip]')) {
    const minutes = (Date.now() - new Date(strip.dataset.strip)) / 60_000;
    if (Number.isNaN(minutes)) continue;
    for (const bars of strip.querySelectorAll('[data-moves]')) bars.setAttribute('transform', `translate(${(-PER_MINUTE * minutes).toFixed(1)} 0)`);
  }
};

document.addEventListener('turbo:load', update);
document.addEventListener('waybill:changed', () => requestAnimationFrame(update));
setInterval(() => document.visibilityState === 'visible' && update(), 5000);
