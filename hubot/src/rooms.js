/**
 * Which rooms hear about what: "shop/production=#deploys, shop=#shop, *\/staging=#test, *=#ops". In the name of an app or an
 * environment, * stands for any characters; without an environment, all of them are meant.
 */
export function readRooms(text) {
  return text.split(',').map((rule) => rule.trim()).filter((rule) => rule !== '').map(readRule);
}

function readRule(rule) {
  const [, pattern, room] = /^([^=\s]+)\s*=\s*(\S.*)$/.exec(rule) ?? [];
  const [app, environment, ...rest] = (pattern ?? '').split('/');
  if (!app || environment === '' || rest.length > 0) {
    throw new Error(`WAYBILL_ROOMS: "${rule}" must be like shop/production=#deploys or *=#ops`);
  }
  return { app: glob(app), environment: glob(environment ?? '*'), room };
}

function glob(text) {
  const parts = text.split('*').map((part) => part.replace(/[^\w]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/**
 * The rooms for something, each once.
 *
 * @param app null for what concerns all apps
 * @param environment null for what concerns all environments
 */
export function roomsFor(rules, app, environment) {
  const heard = rules.filter((rule) => (app === null || rule.app.test(app))
    && (environment === null || rule.environment.test(environment)));
  return [...new Set(heard.map((rule) => rule.room))];
}
