// Keeps what is typed after the palette was asked for and before it is there, so that no letter is lost or taken for a shortcut.
const PATIENCE = 5000;
let typed = null;
let timer = 0;

const end = () => {
  const text = typed;
  clearTimeout(timer);
  typed = null;
  return text;
};

document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-palette]')) return;
  end();
  typed = '';
  timer = setTimeout(end, PATIENCE);
});

document.addEventListener('keydown', (event) => {
  if (typed === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') end();
  else if (event.key === 'Backspace') typed = typed.slice(0, -1);
  else if (event.key.length === 1) typed += event.key;
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener('turbo:frame-load', (event) => {
  const field = event.target.querySelector('[data-finder] input');
  const text = field && end();
  if (!text) return;
  field.value += text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
});

document.addEventListener('turbo:fetch-request-error', end);
