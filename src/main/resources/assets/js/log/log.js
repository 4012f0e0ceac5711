// The log of a deploy: <section data-log="address below which its lines are" ...>, see log.jte.
import { Viewer } from './viewer.js';

const started = new WeakSet();

function start() {
  for (const element of document.querySelectorAll('[data-log]')) {
    if (!started.has(element)) {
      started.add(element);
      new Viewer(element).start();
    }
  }
}

/** A log keeps itself up to date; the page around it must not make it again what the server sent first. */
function keep(event) {
  if (started.has(event.target)) event.preventDefault();
}

start();
document.addEventListener('turbo:load', start);
document.addEventListener('turbo:before-morph-element', keep);
