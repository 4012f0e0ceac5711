// What a chat and the other scripts of a bot are: rooms that can be told apart, a brain that is kept, and an answer of somebody else.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'brain.json';

export default (robot) => {
  const send = robot.adapter.send.bind(robot.adapter);
  robot.adapter.send = (envelope, ...texts) => send(envelope, ...texts.map((text) => `[${envelope.room}] ${text}`));
  robot.respond(/ping$/i, (res) => res.send('pong'));
  robot.brain.on('save', (data) => writeFileSync(FILE, JSON.stringify({ _private: data._private })));
  if (existsSync(FILE)) robot.brain.mergeData(JSON.parse(readFileSync(FILE, 'utf8')));
};
