import type { MakeRule } from './rule.ts';

/** Milliseconds in which a check that began before has to be over. */
const longestCheck = 10 * 60_000;

/** Not one of the eleven: nobody is sent what cannot be read. */
export const locked: MakeRule = ({ world, machine, breach }) => {
  const name = 'locked: nothing is sent for an account whose credentials cannot be read';
  const { clock } = world;
  /** Since when each of them is, for all that began before to be over. */
  const since = new Map<string, number>();
  return {
    name,
    on(event) {
      if (event.kind === 'lock') {
        if (event.locked) since.set(event.account, clock.now());
        else since.delete(event.account);
      } else if (event.kind === 'sleep') {
        for (const account of since.keys()) since.set(account, clock.now() + event.ms);
      } else if (event.kind === 'call') {
        const from = since.get(event.account);
        if (from === undefined || clock.now() - from < longestCheck) return;
        breach(name, `${event.account} is called`);
      } else if (event.kind === 'log' && event.message === 'a provider broke its promise') {
        const provider = String(event.fields?.provider);
        const own = Object.values(machine.settings().accounts);
        if (own.every((one) => one.provider !== provider || one.locked === undefined)) return;
        breach(name, `${provider} is called with credentials that are not there`);
      }
    },
  };
};
