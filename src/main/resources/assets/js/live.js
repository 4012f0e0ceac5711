// Keeps a page live: <body data-live="VERSION">. The page's own address is the stream of its changes.
// A hidden tab lets its stream go, because browsers allow few connections to one server, and catches up when it is seen again.
import { renderStreamMessage } from './turbo.js';

const HIDDEN = 30_000;
let stream = null;
let version = '0';
let lost = null;
let hidden = 0;

const state = () => document.querySelector('[data-live-state]');

const show = (text, value) => {
  const element = state();
  if (!element || element.dataset.liveState === value) return;
  element.dataset.liveState = value;
  element.lastElementChild.textContent = text;
};

const close = () => {
  stream?.close();
  stream = null;
};

const open = () => {
  close();
  if (document.body.dataset.live === '0') return;
  const address = new URL(location.href);
  address.hash = '';
  address.searchParams.set('seen', version);
  stream = new EventSource(address);
  stream.onopen = () => {
    lost = null;
    show('Live', 'live');
  };
  stream.onerror = () => {
    lost ??= new Date();
    show(`As of ${lost.toLocaleTimeString()}, trying again`, 'lost');
    // A browser tries again by itself where the connection was lost, and never where it was refused.
    if (stream?.readyState === EventSource.CLOSED) setTimeout(() => document.visibilityState === 'visible' && open(), 5000);
  };
  stream.addEventListener('page', (event) => {
    version = event.lastEventId;
    renderStreamMessage(JSON.parse(event.data));
    document.dispatchEvent(new CustomEvent('waybill:changed'));
  });
};

const begin = () => {
  version = document.body.dataset.live;
  lost = null;
  open();
};

document.addEventListener('turbo:load', begin);
document.addEventListener('turbo:before-render', close);
addEventListener('pagehide', close);
addEventListener('pageshow', (event) => event.persisted && open());
document.addEventListener('visibilitychange', () => {
  clearTimeout(hidden);
  if (document.visibilityState === 'visible') {
    if (!stream) open();
  } else if (!document.querySelector('[data-followed]')) {
    hidden = setTimeout(close, HIDDEN);
  }
});

// What belongs to another script stays as that script left it.
document.addEventListener('turbo:before-morph-element', (event) => event.target.hasAttribute('data-own') && event.preventDefault());
