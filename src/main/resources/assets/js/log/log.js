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

start();
document.addEventListener('turbo:load', start);
