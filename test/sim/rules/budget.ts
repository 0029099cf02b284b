import { type Family, families } from '../../../electron/core/address.ts';
import type { SimEvent } from '../event.ts';
import type { MakeRule } from './rule.ts';

const hour = 3_600_000;

/** Timers of this length or less wait for answers of others, and most never ring. */
const shortWait = 3_000;

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
          const confirmed = knowledge.confirmed(event.life, event.family);
          // Where the gateway has another address, one voice for the old one is not enough.
          const isDoubted = asking?.gateway !== undefined && asking.gateway !== confirmed;
          if (asking?.settled === true && !isDoubted) {
            breach(name, `${event.source} is asked for ${event.family}, which is known already`);
          }
          if ((asking?.asked ?? 0) > 11) breach(name, `${event.family} is asked for without end`);
          return count(`asks for ${event.family}`, 7 * (perHour + 60));
        }
        case 'call':
          return count(`calls of ${event.account}`, 700);
        case 'wait':
          if (event.ms < 0) breach(name, `a wait of ${event.ms} ms`);
          if (event.ms <= shortWait) return count('short waits', 30 * (perHour + 60));
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

const minute = 60_000;
/** A public source is asked no more often than this while nothing changes. */
const spacing = 5 * minute;
/** And nobody more often than this while the gateway says that nothing changed. */
const away = 10 * minute;

/** What nobody has asked for, and nothing outside has brought. */
const regular: ReadonlySet<string> = new Set(['timer', 'retry']);
const insisting: ReadonlySet<string> = new Set(['user', 'settings']);

/** How one family stands in one process. */
interface Standing {
  /** When each source was asked last, in milliseconds since the run began. */
  readonly asked: Map<string, number>;
  /** The check before this one knew the address. */
  isCalm: boolean;
  /** When anybody was asked last. */
  last: number;
  /** The same, of a check that heard the address from the Internet. */
  heard: number;
}

/** Not one of the eleven: while nothing changes, the services of others are hardly asked. */
export const spared: MakeRule = ({ world, knowledge, breach }) => {
  const name = 'spared: no service is asked more often than it takes';
  const { clock } = world;
  let life = 0;
  let trigger = '';
  let standing: Record<Family, Standing>;
  begin();

  function begin(): void {
    const never = Number.NEGATIVE_INFINITY;
    const fresh = () => ({ asked: new Map(), isCalm: false, last: never, heard: never });
    standing = { ipv4: fresh(), ipv6: fresh() };
  }

  /** A check begins: what the one before came to. */
  function turn(): void {
    for (const family of families) {
      const asking = knowledge.asking(life, family);
      if (asking === undefined) continue;
      const so = standing[family];
      const isUntouched = asking.asked === 0 && so.isCalm;
      // Who insists wants it from the Internet: without an answer from there, nothing is known.
      const isWitnessed = asking.witnessed && !insisting.has(trigger);
      so.isCalm = asking.settled || isWitnessed || isUntouched;
      if (asking.settled && asking.asked > 0) so.heard = so.last;
    }
  }

  function judge(event: SimEvent & { kind: 'ask' }): void {
    const { family, source } = event;
    const so = standing[family];
    const before = so.asked.get(source);
    so.asked.set(source, clock.now());
    so.last = clock.now();
    const asking = knowledge.asking(life, family);
    const confirmed = knowledge.confirmed(life, family);
    if (asking === undefined || confirmed === undefined || !so.isCalm) return;
    const contradicts = (address: string | undefined) =>
      address !== undefined && address !== confirmed;
    const isQuiet =
      !contradicts(asking.gateway) &&
      [...asking.voices.values()].every(({ address }) => !contradicts(address));
    if (!isQuiet) return;
    const isPublic = source !== 'own' && source !== 'command' && source !== 'interface';
    const age = clock.now() - (before ?? Number.NEGATIVE_INFINITY);
    if (regular.has(trigger) && isPublic && age < spacing) {
      breach(name, `${source} is asked for ${family} again after ${Math.round(age / 1000)} s`);
    }
    const isWitnessed = asking.gateway === confirmed && !insisting.has(trigger);
    if (isWitnessed && clock.now() - so.heard < away && asking.asked === 1) {
      breach(name, `${source} is asked for ${family} although the gateway says what is known`);
    }
  }

  return {
    name,
    on(event) {
      if (event.kind === 'start') {
        life = event.life;
        begin();
      } else if (event.kind === 'clock' || event.kind === 'sleep') begin();
      else if (event.kind === 'ask') judge(event);
    },
    // A check makes the knowledge of the one before it go.
    before(event) {
      if (event.kind !== 'log' || event.message !== 'check') return;
      turn();
      trigger = String(event.fields?.trigger);
    },
  };
};
