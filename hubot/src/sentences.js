const NAME = '[a-z0-9][\\w.-]*';
const PLACE = `${NAME}(?:\\s+(?:(?:in|on)\\s+)?${NAME})?`;

/** Words that nobody else uses: whatever follows, Waybill answers, if only with what to say instead. */
const OWN = '(?:deploys?|rollback|roll\\s+back|promote|lock|unlock)(?![\\w-])[^]*';

/** Words that other scripts may use, too: only what looks like a sentence. */
const SHARED = [
  'cancel\\s+\\S+[/#]\\S+',
  `(?:status|queue)(?:\\s+of)?(?:\\s+(?:${PLACE}|\\S+/\\S+#\\d+))?`,
  `why(?:\\s+is)?\\s+${PLACE}`,
  'where\\s+is\\s+[0-9a-f]{7,40}',
  'where\\s+can\\s+(?:i|we)\\s+deploy\\s+\\S+',
].map((shape) => `${shape}[.?!]?(?:\\s+(?:please|thanks|thx))?[.!]?`);

const PREFIXED = '@?waybill(?:[:,]?\\s+[^]*)?';

/**
 * What is for Waybill, as group 1. Everything that begins with "waybill" is.
 *
 * @param isPrefixed whether only that is
 */
export function sentences(isPrefixed) {
  const plain = `(?:(?:please|hey|hi|ok),?\\s+)?(?:${[OWN, ...SHARED].join('|')})`;
  return new RegExp(`(${isPrefixed ? PREFIXED : `${PREFIXED}|${plain}`})\\s*$`, 'i');
}
