import { familyOf } from '../../../electron/core/record.ts';
import { isTrueAddress } from '../addresses.ts';
import type { Life } from '../event.ts';
import type { MakeRule } from './rule.ts';

/** Rule 2: what is published is global, and two operators (or the user's only source) said so. */
export const twoOperators: MakeRule = ({ knowledge, breach }) => {
  const name = 'rule 2: publishes only what two operators agree on';

  function judge(life: Life, record: string, type: 'A' | 'AAAA', value: string): void {
    if (!isTrueAddress(value)) breach(name, `${record} ${type} became ${value}, a lie`);
    const confirmed = knowledge.confirmed(life, familyOf(type));
    if (confirmed !== value) {
      const instead = confirmed ?? 'nothing';
      breach(name, `${record} ${type} became ${value}, but ${instead} was confirmed last`);
    }
  }

  return {
    name,
    on(event) {
      if (event.kind === 'told' && !event.companion) {
        judge(event.life, event.name, event.type, event.address);
      }
      if (event.kind !== 'write') return;
      for (const value of event.after.values) {
        if (!event.before.values.includes(value)) judge(event.life, event.name, event.type, value);
      }
    },
  };
};
