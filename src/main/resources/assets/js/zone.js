// Tells a form the reader's time zone: <input data-zone>. Typing into <input data-chooses="custom"> chooses that option.
const fill = () => {
  for (const input of document.querySelectorAll('[data-zone]')) input.value = Intl.DateTimeFormat().resolvedOptions().timeZone || 'Z';
};

document.addEventListener('turbo:load', fill);
document.addEventListener('turbo:frame-load', fill);
document.addEventListener('turbo:render', fill);
document.addEventListener('input', (event) => {
  const choice = event.target.dataset?.chooses;
  const option = choice && event.target.form?.querySelector(`input[type=radio][value="${CSS.escape(choice)}"]`);
  if (option) option.checked = true;
});
