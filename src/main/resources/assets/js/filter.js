// Narrows a list while the reader types: <input data-filter="#list">, whose rows have data-text. Keeps the word in the address.
const apply = (input) => {
  const word = input.value.trim().toLowerCase();
  for (const row of document.querySelectorAll(`${input.dataset.filter} [data-text]`)) {
    row.hidden = word !== '' && !row.dataset.text.toLowerCase().includes(word);
  }
  const address = new URL(location.href);
  if (word) address.searchParams.set(input.name, input.value.trim());
  else address.searchParams.delete(input.name);
  history.replaceState(history.state, '', address);
};

const all = () => document.querySelectorAll('[data-filter]').forEach((input) => input.value && apply(input));

document.addEventListener('input', (event) => event.target.matches?.('[data-filter]') && apply(event.target));
document.addEventListener('turbo:load', all);
document.addEventListener('waybill:changed', () => requestAnimationFrame(all));
