import { readFile } from 'node:fs/promises';
import { Failure } from './failures.js';
import { readRooms } from './rooms.js';

/**
 * What the environment says. Mistakes are told, and never end the bot: what needs a setting that is wrong fails when it is used.
 */
export function readSettings(env) {
  const mistakes = [];
  const told = (read, otherwise) => {
    try {
      return read();
    } catch (mistake) {
      mistakes.push(mistake.message);
      return otherwise;
    }
  };
  const url = told(() => address('WAYBILL_URL', env.WAYBILL_URL), null);
  return {
    url,
    publicUrl: told(() => address('WAYBILL_PUBLIC_URL', env.WAYBILL_PUBLIC_URL || env.WAYBILL_URL), url),
    token: () => readToken(env),
    rooms: told(() => readRooms(env.WAYBILL_ROOMS ?? ''), []),
    isPrefixed: env.WAYBILL_PREFIX === 'required',
    timeout: told(() => millis('WAYBILL_TIMEOUT', env.WAYBILL_TIMEOUT, 20), 20_000),
    brainTimeout: told(() => millis('WAYBILL_BRAIN_TIMEOUT', env.WAYBILL_BRAIN_TIMEOUT, 5), 5_000),
    mistakes: [...new Set(mistakes)],
  };
}

/** Without a slash at the end. The text is not repeated: it may contain a password. */
function address(name, text) {
  if (!text) throw new Error(`set ${name} to the address of the Waybill server, such as https://waybill.example.com`);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new Error(`${name} must be a URL with http or https, without a user name`);
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function millis(name, text, otherwise) {
  const seconds = text ? Number(text) : otherwise;
  if (!(seconds >= 0 && seconds <= 3600)) throw new Error(`${name} must be a number of seconds, up to 3600`);
  return seconds * 1000;
}

/** Read for every request, so that a token can be replaced while the bot runs. No message contains it. */
async function readToken(env) {
  const file = env.WAYBILL_TOKEN_FILE;
  const text = file && !env.WAYBILL_TOKEN ? await readFile(file, 'utf8').catch(() => '') : env.WAYBILL_TOKEN;
  const token = (text ?? '').trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Failure('this bot has no token for Waybill; put one into WAYBILL_TOKEN, or into the file WAYBILL_TOKEN_FILE');
  }
  return token;
}
