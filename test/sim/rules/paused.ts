import type { MakeRule } from './rule.ts';

/** Milliseconds in which what was asked for before has to be over. */
const longestCheck = 10 * 60_000;

/** Not one of the eleven: while the user wants quiet, only they begin a check. */
export const paused: MakeRule = ({ world, machine, breach }) => {
  const name = 'paused: nothing happens by itself';
  const { clock } = world;
  /** Since when all that began before is over. */
  let since = Number.POSITIVE_INFINITY;
  return {
    name,
    on(event) {
      if (event.kind === 'pause') {
        since = event.paused ? clock.now() + longestCheck : Number.POSITIVE_INFINITY;
      } else if (event.kind === 'sleep') since += event.ms;
      else if (event.kind === 'log' && event.message === 'check') {
        const trigger = event.fields?.trigger;
        if (trigger === 'user' || !machine.paused() || clock.now() < since) return;
        breach(name, `a check begins by itself: ${String(trigger)}`);
      }
    },
    end() {
      if (machine.paused()) breach(name, 'it is paused for ever');
    },
  };
};
