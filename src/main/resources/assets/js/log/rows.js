// Which row of the display shows what: lines, heads of groups that can be closed, and silences. Rows count from 0, lines from 1.

/** A group is closed by itself when it has ended and nothing in it tells an error. */
const isQuiet = (group) => group.last !== null && group.errors === 0;

export class Rows {
  #parts = []; // { row, count, kind: 'lines' | 'group' | 'silence', line, group?, silence? }
  #choices = new Map(); // of the reader: first line of a group -> is closed
  #outline = { groups: [], silences: [] };
  count = 0;

  get groups() {
    return this.#outline.groups;
  }

  /** Takes what is known now of a log with so many lines. */
  set(outline, lines) {
    this.#outline = outline;
    this.grow(lines);
  }

  isClosed(group) {
    return group.last !== null && (this.#choices.get(group.first) ?? isQuiet(group));
  }

  toggle(group, closed = !this.isClosed(group)) {
    this.#choices.set(group.first, closed);
  }

  /** Opens the groups that hide a line; whether there were any. */
  reveal(line) {
    const hiding = this.groups.filter((group) => group.first < line && line <= group.last && this.isClosed(group));
    hiding.forEach((group) => this.toggle(group, false));
    return hiding.length > 0;
  }

  /** Lays all rows out again, for a log with so many lines. */
  grow(lines) {
    this.#parts = [];
    this.count = 0;
    let next = 1;
    const upTo = (end) => {
      if (end >= next) this.#add({ kind: 'lines', line: next, count: end - next + 1 });
      next = Math.max(next, end + 1);
    };
    for (const mark of this.#marks()) {
      if (mark.line < next - (mark.silence ? 1 : 0) || mark.line > lines) continue; // within a closed group, or not there yet
      if (mark.silence) {
        upTo(mark.line);
        if (mark.line < lines) this.#add({ kind: 'silence', line: mark.line, count: 1, silence: mark.silence });
      } else if (mark.group) {
        upTo(mark.line - 1);
        this.#add({ kind: 'group', line: mark.line, count: 1, group: mark.group });
        next = this.isClosed(mark.group) ? mark.group.last + 1 : mark.line + 1;
      } else {
        upTo(mark.line - 1);
        next = mark.line + 1; // the line that ends a group is not shown
      }
    }
    upTo(lines);
  }

  /** What changes the plain sequence of lines, in order. */
  #marks() {
    const all = [];
    for (const group of this.#outline.groups) {
      all.push({ line: group.first, order: 0, group });
      if (group.hasEndLine) all.push({ line: group.last, order: 1 });
    }
    for (const silence of this.#outline.silences) all.push({ line: silence.after, order: 2, silence });
    return all.sort((a, b) => a.line - b.line || a.order - b.order);
  }

  #add(part) {
    this.#parts.push({ ...part, row: this.count });
    this.count += part.count;
  }

  /** What a row shows: { kind, line, group?, silence? }. */
  at(row) {
    const part = this.#parts[lastWhere(this.#parts, (it) => it.row <= row)];
    return part.kind === 'lines' ? { kind: 'line', line: part.line + row - part.row } : part;
  }

  /** The row of a line, or of what hides it. */
  of(line) {
    const index = lastWhere(this.#parts, (it) => it.line <= line && (it.kind !== 'silence' || it.line < line));
    const part = this.#parts[Math.max(0, index)];
    if (!part) return 0;
    return part.row + (part.kind === 'lines' ? Math.min(line - part.line, part.count - 1) : 0);
  }
}

/** The index of the last element for which this holds, where it holds for all before. */
function lastWhere(list, holds) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle])) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
