// Sends a form of filters as soon as one is chosen: <form data-sends>. Empty fields stay out of the address.
document.addEventListener('change', (event) => {
  const form = event.target.form;
  if (form?.matches('[data-sends]') && event.target.matches('select')) form.requestSubmit();
});
document.addEventListener('formdata', (event) => {
  if (!event.target.matches('[data-sends]')) return;
  for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name);
});
