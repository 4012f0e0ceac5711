const ADVICE = 'look with "status" whether it was done before you say it again';

/** Why the server has not done what was asked, in words for a room: what happened, and the way out. */
export class Failure extends Error {
  /**
   * @param status of the answer; undefined if there was none
   * @param retryAfter in milliseconds; undefined if sending the same again soon would not help
   */
  constructor(message, { status, retryAfter } = {}) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** There was no answer. What fetch says is not repeated: it may contain headers, and with them the token. */
export function unreachable(error, { url, timeout }) {
  if (error instanceof Failure) return error;
  if (error?.name === 'TimeoutError') {
    return new Failure(`Waybill at ${url} has not answered within ${timeout / 1000} seconds; ${ADVICE}`);
  }
  const code = error?.cause?.code ?? error?.cause?.name ?? error?.name ?? 'unknown error';
  return new Failure(`Waybill at ${url} cannot be reached (${code}); try again in a minute`);
}

/** @param body of the answer, if it is JSON */
export function refused(response, body, { url }) {
  const { status } = response;
  if (status === 401) {
    const message = 'Waybill does not accept the token of this bot; put a valid one into WAYBILL_TOKEN or WAYBILL_TOKEN_FILE';
    return new Failure(message, { status });
  }
  if (status === 429 || status === 503) {
    const message = `Waybill is too busy, or not ready (HTTP ${status}); try again in a minute`;
    return new Failure(message, { status, retryAfter: retryAfter(response) });
  }
  if (status >= 500) return new Failure(`Waybill has failed (HTTP ${status}); ${ADVICE}`, { status });
  return typeof body?.error === 'string' && status >= 400
    ? new Failure(`refused: ${body.error}`, { status })
    : notWaybill(status, { url });
}

/** Something else answers there. */
export function notWaybill(status, { url }) {
  return new Failure(`the server at ${url} does not answer like Waybill (HTTP ${status}); correct WAYBILL_URL`, { status });
}

/** In milliseconds, at least a second. */
function retryAfter(response) {
  const text = response.headers.get('Retry-After') ?? '';
  return /^\d{1,9}$/.test(text) ? Math.max(Number(text), 1) * 1000 : 1000;
}
