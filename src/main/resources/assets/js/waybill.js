// The behaviour of all pages, one file each. Every page works without it.
import './turbo.js';
import './live.js';
import './times.js';
import './bars.js';
import './dialog.js';
import './notices.js';
import './copy.js';
import './keys.js';
import './early.js';
import './filter.js';
import './palette.js';
import './follow.js';
import './refs.js';
import './strips.js';
import './ends.js';
import './zone.js';
import './sends.js';
