// Colours that can be read on the log's ground: those that a command chose are made lighter, or darker on a bright one of its own.

const GROUND = [16, 18, 22];
const WANTED = 4.5;
const STEPS = 20;
const INK = [23, 24, 26];
const BRIGHT = 0.18;

/** The 16 colours of this log, where a ground needs their numbers; alone they are classes. */
const NAMED = {
  black: [139, 146, 157], red: [255, 129, 120], green: [99, 211, 138], yellow: [229, 181, 74],
  blue: [127, 183, 255], magenta: [210, 166, 255], cyan: [88, 207, 217], white: [214, 217, 222],
};

const known = new Map();

/** [r, g, b] of a colour of ansi_up. */
export function rgb(colour) {
  if (colour.class_name === 'truecolor') return colour.rgb;
  const name = colour.class_name.replace(/^ansi-(bright-)?/, '');
  return colour.class_name.includes('bright') ? mixed(NAMED[name], [255, 255, 255], 0.25) : NAMED[name];
}

/** The nearest readable colour as CSS. */
export function readable(colour, ground = GROUND) {
  const key = `${colour}/${ground}`;
  if (!known.has(key)) {
    if (known.size > 4096) known.clear();
    known.set(key, css(raised(colour, ground)));
  }
  return known.get(key);
}

/** The colour of text that has none of its own. */
export function plainOn(ground) {
  return css(luminance(ground) > BRIGHT ? INK : NAMED.white);
}

export function css(colour) {
  return `rgb(${colour.map(Math.round).join(' ')})`;
}

function raised(colour, ground) {
  const end = luminance(ground) > BRIGHT ? [0, 0, 0] : [255, 255, 255];
  for (let step = 0; step < STEPS; step += 1) {
    const next = mixed(colour, end, step / STEPS);
    if (contrast(next, ground) >= WANTED) return next;
  }
  return end;
}

function mixed(from, to, share) {
  return from.map((value, i) => value + (to[i] - value) * share);
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** As WCAG defines it. */
function luminance(colour) {
  const [r, g, b] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
