// Description:
//   Deploys with Waybill, and announces in rooms what happens.
//
// Configuration:
//   WAYBILL_URL - the address of the Waybill server
//   WAYBILL_TOKEN or WAYBILL_TOKEN_FILE - a token of that server, or a file that contains one
//   WAYBILL_ROOMS - where to announce what, such as "shop/production=#deploys, *=#ops"
//
// Commands:
//   hubot deploy[!] APP[/REF] [to ENV] [and wait] [because REASON] - requests a deploy
//   hubot rollback[!] APP [in ENV] [to #N or SHA] [because REASON] - goes back to the last good version
//   hubot promote APP ENV to ENV [because REASON] - deploys what is live in one environment to another
//   hubot cancel APP/ENV#N - stops a deploy
//   hubot status [APP [in ENV]] - shows what is live, and what runs and waits
//   hubot queue [APP [in ENV]] - lists what runs and waits
//   hubot why APP [in ENV] - says what holds the next deploy back
//   hubot deploys APP[/REF] [in ENV] - lists the last deploys
//   hubot where is SHA - says where a commit is live
//   hubot where can i deploy APP - lists the environments of an app
//   hubot lock[!] APP [in ENV] [for 2h] because REASON - keeps others from deploying
//   hubot unlock APP [in ENV] - releases a lock
//   hubot waybill help - lists these sentences

import { fileURLToPath } from 'node:url';
import { Announcer } from './src/announcer.js';
import { Answers } from './src/answers.js';
import { sentences } from './src/sentences.js';
import { readSettings } from './src/settings.js';
import { Waybill } from './src/waybill.js';

/** Called by Hubot with its robot. */
export default function load(robot) {
  const settings = readSettings(process.env);
  for (const mistake of settings.mistakes) robot.logger.error(`hubot-waybill: ${mistake}`);
  const waybill = new Waybill(settings);
  const answers = new Answers(waybill, (text) => robot.logger.warn(`hubot-waybill: ${text}`));

  robot.respond(sentences(settings.isPrefixed), { id: 'waybill' }, async (res) => {
    await res.send(await answers.answer(res.message, res.match[1]));
  });
  robot.parseHelp(fileURLToPath(import.meta.url)); // Hubot reads it only of scripts in its own directory
  robot.commands.register({
    id: 'waybill.help',
    description: 'Deploys and locks: lists what to say',
    confirm: 'never',
    handler: ({ context }) => answers.answer(context.message, 'help'),
  }, { update: true });
  if (settings.rooms.length > 0) {
    new Announcer(robot, waybill, settings).start()
      .catch((error) => robot.logger.error(`hubot-waybill: announces nothing any more: ${error.stack}`));
  }
}
