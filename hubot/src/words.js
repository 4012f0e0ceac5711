const OUTCOMES = {
  succeeded: 'succeeded', failed: 'failed', timed_out: 'timed out', interrupted: 'was interrupted', cancelled: 'was cancelled',
  superseded: 'was superseded',
};

/** What is announced, by the kind of the event: words for people, without a link. */
const WORDS = {
  'deploy.waiting': ({ data }, deploy) => `${nameOf(deploy)} is waiting: ${what(deploy)}; ${data.reason}`,
  'deploy.started': (event, deploy) => `${nameOf(deploy)} started${afterWaiting(event.data.waitedMillis)}: ${what(deploy)}`,
  'deploy.slow': ({ data }, deploy) => `${nameOf(deploy)} has been running for ${duration(data.ranMillis)}, longer than usual: ${what(deploy)}`,
  'deploy.finished': finished,
  'lock.acquired': ({ data }) => `${data.holder} locked ${lock(data)}`,
  'lock.stolen': ({ data }) => `${data.holder} took the lock from ${data.from}: ${lock(data)}`,
  'lock.handed_over': ({ data }) => `${data.from} handed the lock over to ${data.holder}: ${lock(data)}`,
  'lock.expiring': ({ data }) => `The lock of ${data.holder} expires soon: ${lock(data)}`,
  'lock.expired': ({ data }) => `${data.scope} is unlocked: the lock of ${data.holder} has expired${released(data)}`,
  'lock.released': ({ data, user }) => `${user?.name ?? 'Waybill'} unlocked ${data.scope}${released(data)}`,
  'automation.paused': (event) => paused('are paused', event),
  'automation.still_paused': (event) => paused('are still paused', event),
  'drift.found': drifted,
};

/** Whether rooms hear about events of this kind. */
export function isAnnounced(kind) {
  return Object.hasOwn(WORDS, kind);
}

/** @param deploy of the event, as the API shows it; null if it is of none */
export function wordsFor(event, deploy) {
  return WORDS[event.kind](event, deploy);
}

/** Whether nobody needs to hear of it any more: the deploy has gone on meanwhile. */
export function isOver(kind, deploy) {
  return kind === 'deploy.waiting' && deploy.status !== 'pending' || kind === 'deploy.slow' && deploy.status !== 'in_progress';
}

function paused(how, { data, app, environment }) {
  return `Automatic deploys of ${app?.name}/${environment} ${how}${data.by ? ` by ${data.by}` : ''}${data.reason ? `: ${data.reason}` : ''}; `
    + `to resume them: waybill auto resume ${app?.name} in ${environment}`;
}

function drifted({ data, app, environment }) {
  const by = data.releasedBy ? ` by ${data.releasedBy}` : '';
  return `${app?.name}/${environment} has another commit live than ${data.deploy} deployed: ${data.sha.slice(0, 7)} (${data.release}${by}); `
    + `automatic deploys wait until somebody deploys or acknowledges it: waybill auto acknowledge ${app?.name} in ${environment}`;
}

function finished({ data }, deploy) {
  const by = data.by ? ` by ${data.by}` : '';
  const after = Number.isFinite(data.ranMillis) ? ` after ${duration(data.ranMillis)}` : '';
  const note = deploy.message && data.outcome !== 'succeeded' ? `; ${deploy.message}` : '';
  return `${nameOf(deploy)} ${OUTCOMES[data.outcome] ?? data.outcome}${by}${after}: ${what(deploy)}${note}`;
}

function nameOf(deploy) {
  return deploy.rollback ? `Rollback ${deploy.name}` : deploy.name;
}

/** The version, and who wants it. */
function what({ ref, sha, requestedBy }) {
  const version = !sha || sha.startsWith(ref) ? ref.slice(0, 60) : `${ref} (${sha.slice(0, 7)})`;
  return `${version}, requested by ${requestedBy}`;
}

function afterWaiting(millis) {
  return millis >= 30_000 ? ` after waiting for ${duration(millis)}` : '';
}

function lock({ scope, kind, expires, reason }) {
  const effect = { automation: ' for automatic deploys', warning: ' (a warning only)' }[kind] ?? '';
  return `${scope}${effect}${expires ? ` until ${minute(expires)}` : ''}: "${reason}"`;
}

function released({ willRun, until }) {
  return willRun?.length && until ? `; ${willRun.join(', ')} can start at ${minute(until)}, unless cancelled before then` : '';
}

/** Such as 2026-11-27 14:02 UTC. */
function minute(date) {
  return `${date.slice(0, 16).replace('T', ' ')} UTC`;
}

/** Such as 3m 2s. */
export function duration(millis) {
  const seconds = Math.round(millis / 1000);
  const parts = [[Math.floor(seconds / 3600), 'h'], [Math.floor(seconds / 60) % 60, 'm'], [seconds % 60, 's']];
  return parts.filter(([count]) => count > 0).slice(0, 2).map(([count, unit]) => count + unit).join(' ') || '0s';
}
