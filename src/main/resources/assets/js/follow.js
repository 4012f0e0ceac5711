// Follows a deploy while its page is open: <header data-deploy="NAME" data-word="Running" data-open data-favicon="URL">. Its state is
// in the title and the icon of the tab, and with <button data-follow> people are told by a notice of the desktop when it has ended.
const KEY = 'waybill-followed';

const deploy = () => document.querySelector('[data-deploy]');
const button = () => document.querySelector('[data-follow]');
const isFollowed = (header) => sessionStorage.getItem(KEY) === header.dataset.deploy;

const tell = (header) => {
  sessionStorage.removeItem(KEY);
  try {
    const notice = new Notification(`${header.dataset.deploy}: ${header.dataset.word}`, { icon: header.dataset.favicon, tag: header.dataset.deploy });
    notice.onclick = () => { window.focus(); notice.close(); };
  } catch { /* a browser that shows no notices of pages */ }
};

const showButton = (header, isOpen) => {
  if (!button()) return;
  button().hidden = !isOpen || !('Notification' in window);
  button().toggleAttribute('data-followed', isOpen && isFollowed(header)); // keeps the stream of a hidden tab open
  const isBlocked = window.Notification?.permission === 'denied';
  button().disabled = isBlocked;
  button().title = isBlocked ? 'Notices are blocked in the settings of this browser' : 'A notice of the desktop when it has ended';
  button().lastElementChild.textContent = isFollowed(header) ? 'You will be notified' : 'Notify me';
};

const show = () => {
  const header = deploy();
  if (!header) return;
  const isOpen = header.dataset.open === 'true';
  const percent = document.querySelector('#deploy-top .bar .state')?.textContent.trim();
  document.title = isOpen && percent ? `${percent} ${header.dataset.deploy}` : `${header.dataset.deploy}: ${header.dataset.word.toLowerCase()}`;
  const icon = document.querySelector('link[rel="icon"]');
  if (icon.getAttribute('href') !== header.dataset.favicon) icon.setAttribute('href', header.dataset.favicon);
  if (!isOpen && isFollowed(header)) tell(header);
  showButton(header, isOpen);
};

document.addEventListener('click', async (event) => {
  if (!event.target.closest('[data-follow]') || !deploy()) return;
  if (isFollowed(deploy())) sessionStorage.removeItem(KEY);
  else if (await Notification.requestPermission() === 'granted') sessionStorage.setItem(KEY, deploy().dataset.deploy);
  show();
});
document.addEventListener('turbo:load', show);
document.addEventListener('waybill:changed', () => requestAnimationFrame(show));
setInterval(show, 1000);
