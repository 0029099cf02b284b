import { recordId } from '../../../electron/core/record.ts';
import type { MakeRule } from './rule.ts';

/** Rule 3: nothing but the listed names and types changes, and of those only what the user set. */
export const onlyListed: MakeRule = ({ machine, breach }) => {
  const name = 'rule 3: touches only the name and type that the user listed';
  return {
    name,
    on(event) {
      if (event.kind === 'trespass') breach(name, `at ${event.account}: ${event.what}`);
      if (event.kind !== 'write') return;
      const { account, before, after } = event;
      const id = recordId(account, event.name, event.type);
      const record = machine.settings().records.find((one) => one.id === id);
      // Taken out of the settings a moment ago; what was under way may still arrive.
      if (record === undefined || before.values.length === 0) return;
      const mayTtl = record.ttl !== undefined && after.ttl === record.ttl;
      if (before.ttl !== after.ttl && !mayTtl) {
        breach(name, `the TTL of ${id} went from ${before.ttl} to ${after.ttl}`);
      }
      if (before.proxied !== after.proxied) breach(name, `the proxy of ${id} was switched`);
      if (before.rest !== after.rest) {
        breach(name, `${id} lost something: ${before.rest} became ${after.rest}`);
      }
    },
  };
};
