import type { MakeRule } from './rule.ts';

const minute = 60_000;

/** Rule 1: no record is ever deleted or blanked, and no address is written that was not just heard. */
export const neverDeletes: MakeRule = ({ world, character, knowledge, breach }) => {
  const name = 'rule 1: never deletes a record because detection failed';
  let jumped = Number.NEGATIVE_INFINITY;
  return {
    name,
    on(event) {
      if (event.kind === 'clock') jumped = world.clock.now();
      if (event.kind !== 'write') return;
      const { life, before, after } = event;
      const what = `${event.name} ${event.type}`;
      if (before.values.length > 0 && after.values.length === 0) {
        breach(name, `${what} held ${before.values.join()} and is gone`);
      }
      // By a clock that was set, an old answer may look fresh.
      if (world.clock.now() - jumped < 24 * 60 * minute) return;
      for (const value of after.values) {
        if (before.values.includes(value)) continue;
        const heard = knowledge.heard(life, value);
        const age = heard === undefined ? Number.POSITIVE_INFINITY : world.clock.now() - heard;
        if (age > Math.max(character.interval, 5 * minute) + 4 * minute) {
          breach(name, `${what} became ${value}, which nobody had said of late`);
        }
      }
    },
  };
};
