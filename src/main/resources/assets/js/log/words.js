// Durations, sizes and times in words.

/** Such as "4 s", "1 min 53 s" or "2 h 5 min". */
export function duration(seconds) {
  const all = Math.max(0, Math.round(seconds));
  if (all < 60) return `${all}\u00a0s`;
  if (all < 3600) return `${Math.floor(all / 60)}\u00a0min ${all % 60}\u00a0s`;
  return `${Math.floor(all / 3600)}\u00a0h ${Math.floor((all % 3600) / 60)}\u00a0min`;
}

/** Such as "0:04" or "1:02:03". */
export function clock(seconds) {
  const all = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(all / 3600);
  return `${hours ? `${hours}:${two(Math.floor((all % 3600) / 60))}` : Math.floor(all / 60)}:${two(all % 60)}`;
}

/** Such as "188 KB". */
export function size(bytes) {
  if (bytes < 1024) return `${bytes}\u00a0B`;
  const [number, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KB'] : bytes < 1024 ** 3 ? [bytes / 1024 ** 2, 'MB'] : [bytes / 1024 ** 3, 'GB'];
  return `${number < 10 ? number.toFixed(1) : Math.round(number)}\u00a0${unit}`;
}

export function count(number, noun) {
  return `${number.toLocaleString('en')}\u00a0${noun}${number === 1 ? '' : 's'}`;
}
