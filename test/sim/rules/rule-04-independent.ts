import type { Family } from '../../../electron/core/address.ts';
import { isFailureKind, type Outcome } from '../../../electron/core/outcome.ts';
import { familyOf, type ManagedRecord } from '../../../electron/core/record.ts';
import type { MakeRule } from './rule.ts';

const minute = 60_000;
/** Milliseconds that one check may take where others fail: their timeouts, and the answers. */
const longestCheck = 4 * minute;

/** Milliseconds in which a source is not asked again while nothing seems to change. */
const spacing = 5 * minute;

/**
 * Rule 4, and the promptness that people count on: a new address stands within one interval where
 * nothing of this record's own way there fails, whatever happens to other families, accounts, zones
 * and records.
 */
export const independent: MakeRule = ({ world, machine, character, faults, breach }) => {
  const name = 'rule 4: no failure stops or changes anything else';
  const { clock } = world;
  const bound = Math.max(character.interval, spacing) * 1.1 + longestCheck;
  /** The last time at which something happened on this way: the computer, a family, an account. */
  let computer = 0;
  const family: Record<Family, number> = { ipv4: 0, ipv6: 0 };
  const account = new Map<string, number>();
  /** When each family's address changed last: one that went and came back is a new change. */
  const changed: Record<Family, number> = { ipv4: 0, ipv6: 0 };
  const healthy = new Map<string, boolean>();

  function isCalm(record: ManagedRecord, since: number): boolean {
    const way = familyOf(record.type);
    const last = Math.max(computer, family[way], account.get(record.account) ?? 0);
    if (world.link !== 'up' || world.tunnel || !world.diskWorks) return false;
    return last <= since && faults.current(record.account) === undefined;
  }

  function isHealthy({ account: id }: ManagedRecord): boolean {
    const all = machine.settings().records.filter((one) => one.account === id);
    if (machine.paused() || machine.settings().accounts[id]?.locked !== undefined) return false;
    const { state } = machine.disk;
    // A full disk brings back a stop that the user had lifted before a kill.
    const stops = [state?.accounts[id], ...all.map((one) => state?.records[one.id])];
    if (stops.some((one) => one?.stopped !== undefined)) return false;
    return all.every((one) => healthy.get(one.id) === true);
  }

  function holds({ account: id, name: record, type }: ManagedRecord): string | undefined {
    const side = world.sides.find((one) => one.account === id);
    return side?.held(record, type).values.join();
  }

  function expect(way: Family, address: string): void {
    const since = clock.now();
    // An address that only came back is no news; what was edited meanwhile shows at the next look.
    if (machine.disk.state?.families[way].address?.text === address) return;
    const expected = machine.settings().records.filter((record) => {
      if (familyOf(record.type) !== way || !isHealthy(record)) return false;
      // Where it was wrong before (somebody's edit, say), the next look mends it, not this change.
      if (holds(record) !== world.past[way].at(-1)) return false;
      return isCalm(record, since - 2 * minute);
    });
    if (expected.length === 0) return;
    clock.plan(since + bound, () => {
      if (world.truth[way] !== address || changed[way] !== since) return;
      for (const record of expected) {
        if (!isCalm(record, since) || !isHealthy(record)) continue;
        const held = holds(record);
        if (held === address) continue;
        breach(name, `${record.id} holds ${held} long after the address became ${address}`);
      }
    });
  }

  return {
    name,
    on(event) {
      switch (event.kind) {
        case 'truth':
          changed[event.family] = clock.now();
          if (event.address !== undefined && world.link === 'up' && machine.running()) {
            expect(event.family, event.address);
          }
          return;
        case 'word':
        case 'answer':
          if (!event.honest) family[event.family] = clock.now();
          return;
        case 'fault':
        case 'edit':
        case 'lock':
          account.set(event.account, clock.now());
          return;
        case 'act':
        case 'pause':
        case 'tunnel':
        case 'link':
        case 'clock':
        case 'disk':
        case 'start':
        case 'end':
          computer = Math.max(computer, clock.now());
          return;
        case 'sleep':
          computer = clock.now() + event.ms;
          return;
        case 'log': {
          const { record, outcome, trigger } = event.fields ?? {};
          if (trigger === 'unpause') computer = Math.max(computer, clock.now());
          if (typeof record !== 'string' || typeof outcome !== 'string') return;
          healthy.set(record, !isFailureKind(outcome as Outcome['kind']));
          return;
        }
        default:
      }
    },
  };
};
