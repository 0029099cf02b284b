import type { Life } from '../event.ts';
import type { MakeRule } from './rule.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** What a punishing host was told last about one name and type. */
interface Last {
  readonly address: string;
  readonly at: number;
  readonly life: Life;
  /** `lost`: the answer never came. `heard`: it came. `kept`: and the process wrote down that it did. */
  answer: 'lost' | 'heard' | 'refused' | 'kept';
}

const successes = /^200 (?:good|nochg|done)/;
/** Nothing was done. After anything else (a page, a 502, an unknown word) something may have been. */
const refusals =
  /^(?:3|4|503|511)|^200 (?:badauth|abuse|badagent|!donator|nohost|notfqdn|!yours|911|dnserr|badsys)/;
/** A success that names an address of nobody's. */
const strangers = /81\.2\.250\.250|fa::fa/;
const endings = /\b(?:badauth|abuse|badagent|!donator)\b|^401/;

/** Rule 5: no unchanged repeat to a host that punishes it, and silence once it said no. */
export const noRepeats: MakeRule = ({ world, breach }) => {
  const name = 'rule 5: never repeats an unchanged update, and stops after a refusal';
  const { clock } = world;
  const last = new Map<string, Last>();
  /** What is on its way, by account. */
  const open = new Map<string, Last[]>();
  const stopped = new Map<string, { readonly life: Life; kept: boolean }>();
  let jumped = Number.NEGATIVE_INFINITY;

  function hear(account: string, body: string | undefined, life: Life): void {
    for (const one of open.get(account) ?? []) {
      if (body === undefined) continue;
      if (successes.test(body) && !strangers.test(body)) one.answer = 'heard';
      else if (refusals.test(body)) one.answer = 'refused';
    }
    open.delete(account);
    if (body !== undefined && endings.test(body)) stopped.set(account, { life, kept: false });
  }

  return {
    name,
    on(event) {
      if (event.kind === 'clock') jumped = clock.now();
      else if (event.kind === 'act') {
        if (event.account === undefined) stopped.clear();
        else stopped.delete(event.account);
      } else if (event.kind === 'acknowledged') hear(event.account, event.body, event.life);
      else if (event.kind === 'saved') {
        for (const stop of stopped.values()) if (stop.life === event.life) stop.kept = true;
        for (const one of last.values()) {
          if (one.life === event.life && one.answer === 'heard') one.answer = 'kept';
        }
      } else if (event.kind === 'end') {
        // What was heard and not written down is forgotten: one more try cannot be avoided.
        for (const [account, stop] of stopped) if (!stop.kept) stopped.delete(account);
        for (const one of last.values()) if (one.answer === 'heard') one.answer = 'lost';
      } else if (event.kind === 'told') {
        const { account, address, life } = event;
        const where = `${account} ${event.name} ${event.type}`;
        if (stopped.has(account)) breach(name, `${where} was sent after the account was refused`);
        if (event.companion) return;
        const before = last.get(where);
        const now: Last = { address, at: clock.now(), life, answer: 'lost' };
        last.set(where, now);
        open.set(account, [...(open.get(account) ?? []), now]);
        if (before === undefined || before.address !== address || jumped > before.at) return;
        const gap = now.at - before.at;
        const repeated = before.answer === 'kept' || before.answer === 'heard';
        if (repeated && gap < day) breach(name, `${where} was told ${address} twice`);
        if (before.answer === 'lost' && event.unchanged && gap < 5 * minute - 1_000) {
          breach(name, `${where} was told ${address} again after ${gap} ms without an answer`);
        }
      }
    },
  };
};
