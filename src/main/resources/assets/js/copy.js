// Copies a command: <button data-copy> beside <code data-copied>.
const show = () => {
  for (const button of document.querySelectorAll('[data-copy][hidden]')) button.hidden = !navigator.clipboard;
};

document.addEventListener('turbo:load', show);
document.addEventListener('turbo:frame-load', show);
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.parentElement.querySelector('[data-copied]').textContent);
  const word = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = word; }, 2000);
});
