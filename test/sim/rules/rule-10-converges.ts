import { familyOf } from '../../../electron/core/record.ts';
import type { MakeRule } from './rule.ts';

/** Rule 10: whatever happened, no process ever fails as a whole, and in the end all is right. */
export const converges: MakeRule = ({ world, machine, breach }) => {
  const name = 'rule 10: killed at any instant, it comes right in the end';
  return {
    name,
    on(event) {
      if (event.kind !== 'crash') return;
      const { error } = event;
      breach(name, `it crashed: ${error instanceof Error ? error.stack : String(error)}`);
    },
    end() {
      const { state } = machine.disk;
      if (!machine.running()) breach(name, 'nothing runs in the end');
      for (const { id, account, name: record, type } of machine.settings().records) {
        const truth = world.truth[familyOf(type)];
        const side = world.sides.find((one) => one.account === account);
        const held = side?.held(record, type).values.join();
        const stopped = state?.records[id]?.stopped ?? state?.accounts[account]?.stopped;
        if (truth === undefined || stopped !== undefined || held === truth) continue;
        const known = JSON.stringify(state?.records[id]);
        breach(name, `${id} holds ${held} in the end, not ${truth}; the state: ${known}`);
      }
    },
  };
};
