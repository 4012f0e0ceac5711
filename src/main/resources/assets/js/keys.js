// Keyboard: every element with data-key is pressed by its key ("d"), or by two in a row ("g o"). The page /keys lists them.
const WAIT = 1200;
let first = '';
let timer = 0;

const isTyping = (target) => target.closest('input, textarea, select, [contenteditable]');

document.addEventListener('keydown', (event) => {
  if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    document.querySelector('[data-palette]')?.click();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector('dialog[open]')) return;
  clearTimeout(timer);
  const key = first ? `${first} ${event.key}` : event.key;
  const element = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  first = '';
  if (element) {
    event.preventDefault();
    element.click();
  } else if (document.querySelector(`[data-key^="${CSS.escape(event.key)} "]`)) {
    first = event.key;
    timer = setTimeout(() => { first = ''; }, WAIT);
  }
});
