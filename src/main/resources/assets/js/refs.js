// Looks a ref up as soon as one was chosen or typed: <input data-resolve> in a form. What is typed elsewhere comes along.
document.addEventListener('change', (event) => {
  if (!event.target.matches('[data-resolve]')) return;
  const form = event.target.form;
  const reason = document.getElementById('reason');
  if (reason?.value && !form.elements.reason) {
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'reason' });
    form.append(field);
  }
  if (reason && form.elements.reason) form.elements.reason.value = reason.value;
  form.requestSubmit();
});
