// One log in the page: fetches what is looked at, follows what comes, and lets the reader search, fold, choose and copy.
import { drawEdge } from './edge.js';
import { Find } from './find.js';
import { follow } from './follow.js';
import { Keys } from './keys.js';
import { Lines } from './lines.js';
import { paintGroup, paintLine, paintSilence, timeOf } from './paint.js';
import { Rows } from './rows.js';
import { Scroller, HEIGHT } from './scroller.js';
import { Selection } from './select.js';
import { Tools } from './tools.js';
import { count, duration, size } from './words.js';

const SOON = 1000;
const LONG = 4000;
const TELLING = new Set(['group', 'endgroup', 'step', 'error', 'warning']);

export class Viewer {
  constructor(root) {
    this.root = root;
    this.url = root.dataset.log;
    this.view = this.part('view');
    this.view.querySelector('.log-rows').replaceChildren(); // a page that is shown again brings old ones
    this.outline = { groups: [], silences: [], errorLines: [], errors: 0, begin: null, end: null };
    this.rows = new Rows();
    this.isFollowing = false;
    this.isComplete = root.dataset.complete === 'true';
    this.whole = new Set(); // lines of which all colours are shown
    this.seen = 0; // how many lines there were when the reader left the end
    this.lines = new Lines(this.url, () => this.scroller.repaint());
    this.selection = new Selection(this.part('selection'), this.lines, () => this.scroller?.repaint());
    this.scroller = new Scroller(this.view, (element, row) => this.paint(element, row), () => this.moved());
    this.find = new Find(this.url, this.part('find'), (words, trouble) => this.searched(words, trouble), (line) => this.found(line));
    this.tools = new Tools(this);
    this.keys = new Keys(this);
  }

  part(name) {
    return this.root.querySelector(`[data-log-${name}]`);
  }

  async start() {
    this.root.querySelectorAll('[data-log-live]').forEach((element) => { element.hidden = false; });
    this.root.style.setProperty('--above', `${Math.round(this.view.getBoundingClientRect().top + scrollY)}px`);
    this.view.addEventListener('click', (event) => this.clicked(event));
    this.part('pill').addEventListener('click', () => this.followAgain());
    addEventListener('hashchange', () => { if (this.root.isConnected && this.selection.read()) this.goTo(this.selection.from); });
    this.selection.read();
    await this.look();
    this.open();
    if (!this.isComplete) this.follow();
  }

  /** Asks what there is, until all that is stored has been looked at. */
  async look() {
    for (let isFirst = true; this.root.isConnected; isFirst = false) {
      try {
        const answer = await fetch(`${this.url}/outline`, { headers: { Accept: 'application/json' } });
        if (!answer.ok) throw new Error(`${answer.status}`);
        this.outline = await answer.json();
      } catch {
        this.tell('The server does not answer; the log is read as soon as it does.');
        await new Promise((done) => { setTimeout(done, LONG); });
        continue;
      }
      this.lines.learn(this.outline.log);
      this.isComplete = this.outline.log.complete;
      this.layOut();
      if (isFirst) this.scroller.draw();
      if (this.outline.log.scanned >= this.outline.log.bytes) return;
    }
  }

  /** Where a reader most likely wants to begin. */
  open() {
    const first = this.outline.errorLines[0];
    if (this.selection.from) this.goTo(this.selection.from);
    else if (!this.isComplete) this.followAgain();
    else if (this.root.dataset.failed === 'true' && first) this.goTo(first);
    else if (this.root.dataset.failed === 'true') this.scroller.showEnd();
    this.scroller.repaint();
  }

  follow() {
    follow(this.url, this.root, () => this.lines.count, {
      lines: (page) => this.grown(page),
      back: () => this.tell(''),
      lost: () => this.tell('The server does not answer; the log goes on when it does.'),
      end: () => this.ended(),
    });
  }

  grown(page) {
    const known = this.lines.get(page.from - 1);
    this.lines.put(page);
    this.outline.begin ??= page.lines[0]?.date;
    this.outline.end = page.lines.at(-1)?.date ?? this.outline.end;
    this.layOut();
    if (this.isFollowing) this.scroller.showEnd();
    this.scroller.repaint();
    const pause = known && page.lines[0] ? Date.parse(page.lines[0].date) - Date.parse(known.date) : 0;
    if (pause >= LONG || page.from > this.seenTo + 1 || page.lines.some((line) => TELLING.has(line.kind))) this.lookSoon();
    this.seenTo = this.lines.count;
    this.find.more();
  }

  lookSoon() {
    this.soon ??= setTimeout(async () => {
      this.soon = null;
      await this.look();
      if (this.isFollowing) this.scroller.showEnd();
      this.scroller.repaint();
    }, SOON);
  }

  async ended() {
    await this.look();
    if (this.isFollowing) this.scroller.showEnd();
    this.isFollowing = false;
    this.scroller.repaint();
    this.foot();
  }

  layOut() {
    this.rows.set(this.outline, this.lines.count);
    this.scroller.resize(this.rows.count);
    this.root.style.setProperty('--digits', String(this.lines.count).length);
    this.edge();
    this.foot();
  }

  edge() {
    drawEdge(this.part('edge'), this.rows.count, (line) => this.rows.of(line), this.outline.errorLines, this.find.lines);
    this.tools.update();
  }

  paint(element, row) {
    const shown = this.rows.at(row);
    const times = (number, line) => timeOf(this.tools.time, Date.parse(this.outline.begin), line, this.lines.get(number - 1));
    if (row === this.scroller.top) this.want();
    if (shown.kind === 'silence') return paintSilence(element, shown.silence);
    const line = this.lines.get(shown.line);
    if (shown.kind === 'group') {
      const now = this.isComplete ? Date.parse(this.outline.end) : Date.now();
      return paintGroup(element, shown.group, line, {
        times, now, isReached: this.keys?.isReached(shown.line), isOver: this.isComplete, isClosed: this.rows.isClosed(shown.group), toggle: () => this.fold(shown.group) });
    }
    return paintLine(element, shown.line, line, {
      times, isReached: this.keys?.isReached(shown.line), selected: this.selection.has(shown.line), mark: this.find.text, current: this.find.current === shown.line,
      isWrapped: this.tools.isWrapped, isWhole: this.whole.has(shown.line) });
  }

  /** Fetches what is visible, and a little around it. */
  want() {
    if (this.rows.count === 0) return;
    const end = Math.min(this.rows.count - 1, this.scroller.top + this.scroller.visible + 20);
    this.lines.want(this.rows.at(Math.max(0, this.scroller.top - 20)).line, this.rows.at(end).line + 1);
  }

  moved() {
    this.want();
    const wasFollowing = this.isFollowing;
    this.isFollowing = !this.isComplete && this.scroller.isAtEnd;
    if (wasFollowing && !this.isFollowing) this.seen = this.lines.count;
    this.foot();
  }

  followAgain() {
    this.isFollowing = !this.isComplete;
    this.scroller.showEnd();
    this.want();
    this.foot();
  }

  /** Follows no longer. */
  stay() {
    if (this.isFollowing) this.seen = this.lines.count;
    this.isFollowing = false;
  }

  /** Shows a line in the upper third of the view. */
  goTo(line) {
    this.isFollowing = false;
    this.seen = this.lines.count;
    if (this.rows.reveal(line)) this.layOut();
    this.scroller.show(this.rows.of(line), Math.floor(this.view.clientHeight / 3 / HEIGHT) * HEIGHT);
    this.want();
    this.scroller.repaint();
    this.foot();
  }

  fold(group) {
    this.rows.toggle(group);
    this.layOut();
    this.scroller.repaint();
    this.view.focus({ preventScroll: true });
  }

  searched(words, trouble = '') {
    this.part('found').textContent = words;
    this.tell(trouble);
  }

  found(line) {
    if (line !== null) this.goTo(line);
    else this.scroller.repaint();
    this.edge();
  }

  clicked(event) {
    const { logColours } = event.target.dataset;
    if (logColours) {
      this.whole.add(Number(logColours));
      this.scroller.repaint();
      this.view.focus({ preventScroll: true });
    }
    const link = event.target.closest('.log-number');
    if (!link?.href) return;
    event.preventDefault();
    this.selection.click(Number(link.textContent), event.shiftKey);
  }

  tell(words) {
    this.trouble = words;
    this.foot();
  }

  foot() {
    const all = this.lines.count;
    const more = all - this.seen;
    const isBehind = !this.isComplete && !this.isFollowing;
    const place = this.rows.count ? this.rows.at(Math.min(this.rows.count - 1, this.scroller.bottom)).line : 0;
    this.part('place').textContent = this.trouble || (this.isFollowing ? (all > 0 ? 'Following' : 'Nothing written yet') : `Line ${place.toLocaleString('en')} of ${all.toLocaleString('en')}`);
    this.part('place').classList.toggle('is-following', this.isFollowing && !this.trouble);
    this.part('pill').hidden = !isBehind;
    this.part('pill').querySelector('span').textContent = more > 0 ? `${count(more, 'new line')}, follow again` : 'Follow again';
    const lasted = this.outline.begin ? duration((Date.parse(this.outline.end) - Date.parse(this.outline.begin)) / 1000) : '';
    this.part('size').textContent = [count(all, 'line'), size(this.lines.extent.bytes), lasted].filter(Boolean).join(', ');
  }
}

