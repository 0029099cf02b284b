import type { MakeRule } from './rule.ts';

const minute = 60_000;

/** What makes a check without anybody asking. A retry has its own pace, which no outage changes. */
const regular: ReadonlySet<string> = new Set(['timer', 'network', 'resume']);

/** Rule 6: offline is quiet. No provider is called, nobody is told, and the log has one line each way. */
export const offlineIsQuiet: MakeRule = ({ world, character, knowledge, breach }) => {
  const name = 'rule 6: offline is not an error';
  const { clock } = world;
  let said = false;
  let durable = false;
  let back = Number.NEGATIVE_INFINITY;
  let checks = 0;
  return {
    name,
    on(event) {
      switch (event.kind) {
        case 'log':
          if (event.message === 'check' && regular.has(String(event.fields?.trigger))) checks += 1;
          if (event.message === 'offline') {
            if (said) breach(name, 'the log says twice that it is offline');
            said = true;
          } else if (event.message === 'online again') {
            said = false;
            back = clock.now();
            checks = 0;
          } else if (said && event.level !== 'debug' && !/^state c/.test(event.message)) {
            breach(name, `offline, and the log says: ${event.message}`);
          }
          if (checks > 2 && clock.now() - back < character.interval / 2) {
            breach(name, `${checks} checks within half an interval of coming back`);
          }
          return;
        case 'notice':
          if (said) breach(name, `offline, and a notice: ${JSON.stringify(event.notice)}`);
          return;
        case 'call': {
          if (said) breach(name, `offline, and ${event.account} is called`);
          const heard = knowledge.lastHeard(event.life) ?? Number.NEGATIVE_INFINITY;
          const deaf = clock.now() - heard > Math.max(character.interval, 5 * minute) + 3 * minute;
          if (world.link === 'down' && deaf) {
            breach(name, `no link, no answer of late, and ${event.account} is called`);
          }
          return;
        }
        case 'saved':
          durable = event.state.offlineSince !== undefined;
          return;
        case 'end':
          said = durable;
          return;
        default:
      }
    },
  };
};
