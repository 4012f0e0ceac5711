// Marks at the right edge where errors and matches are.

const MOST = 300;

/** Draws them anew. @param rows how many rows there are; place (line) gives the row of a line */
export function drawEdge(element, rows, place, errors, matches) {
  const high = Math.max(1, element.clientHeight);
  const all = new Map();
  const add = (lines, name) => {
    const step = Math.max(1, Math.ceil(lines.length / MOST));
    for (let i = 0; i < lines.length; i += step) all.set(Math.round((place(lines[i]) / Math.max(1, rows)) * (high - 3)), name);
  };
  add(errors, 'is-error');
  add(matches, 'is-match');
  element.replaceChildren(...[...all].map(([y, name]) => {
    const mark = document.createElement('i');
    mark.className = name;
    mark.style.setProperty('top', `${y}px`);
    return mark;
  }));
}
