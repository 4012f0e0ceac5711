// Shows a page with a form as a dialog: <a href="..." data-turbo-frame="dialog-frame">. Without JavaScript it is a page.
const dialog = () => document.getElementById('dialog');

document.addEventListener('turbo:frame-load', (event) => {
  if (event.target.id !== 'dialog-frame' || !dialog() || dialog().open) return;
  if (!dialog().contains(event.target) || event.target.childElementCount === 0) return;
  dialog().showModal();
  const first = (selector) => dialog().querySelector(selector);
  (first('[autofocus]') ?? first('input:not([type=hidden]), textarea, select, .primary, .danger'))?.focus();
});

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-close]') && dialog()?.open) {
    event.preventDefault();
    dialog().close();
  } else if (event.target === dialog()) {
    dialog().close(); // the backdrop
  }
});

document.addEventListener('close', (event) => {
  if (event.target.id !== 'dialog') return;
  const frame = dialog().querySelector('turbo-frame');
  frame.removeAttribute('src');
  frame.removeAttribute('complete');
  frame.replaceChildren();
}, true);

document.addEventListener('turbo:before-cache', () => dialog()?.open && dialog().close());

// A page that is not the form, such as the one to sign in, is shown as a whole.
document.addEventListener('turbo:frame-missing', (event) => {
  event.preventDefault();
  event.detail.visit(event.detail.response);
});
