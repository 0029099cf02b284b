import type { SimEvent } from '../event.ts';
import type { MakeRule } from './rule.ts';

const hour = 3_600_000;

/** Not one of the eleven, but what people see in their logs: no more requests and no more waking than needed. */
export const budget: MakeRule = ({ world, character, knowledge, breach }) => {
  const name = 'budget: an idle check is one request for each family';
  const { clock } = world;
  const perHour = (hour / character.interval) * 1.1;
  const counts = new Map<string, number>();
  let began = 0;
  let allowance = 0;

  function count(what: string, most: number): void {
    if (clock.now() - began >= hour) {
      counts.clear();
      began = clock.now();
      allowance = 0;
    }
    const so = (counts.get(what) ?? 0) + 1;
    counts.set(what, so);
    if (so === Math.ceil(most + allowance)) {
      breach(
        name,
        `${what}: ${so} times within an hour, at an interval of ${character.interval} ms`,
      );
    }
  }

  return {
    name,
    on(event: SimEvent) {
      switch (event.kind) {
        case 'ask': {
          const asking = knowledge.asking(event.life, event.family);
          if (asking?.settled === true) {
            breach(name, `${event.source} is asked for ${event.family}, which is known already`);
          }
          if ((asking?.asked ?? 0) > 7) breach(name, `${event.family} is asked for without end`);
          return count(`asks for ${event.family}`, 7 * (perHour + 60));
        }
        case 'call':
          return count(`calls of ${event.account}`, 700);
        case 'wait':
          if (event.ms < 0) breach(name, `a wait of ${event.ms} ms`);
          return count('waits', 3 * perHour + 60 + 400);
        case 'log':
          if (event.message === 'check') count('checks', perHour + 130);
          return;
        case 'act':
        case 'start':
          allowance += 20;
          return;
        default:
      }
    },
  };
};
