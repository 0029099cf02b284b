import type { FailureKind } from '../../electron/core/outcome.ts';
import type { Chance } from './chance.ts';
import type { Side } from './side.ts';
import { type BindFault, bindFaults, spoilers } from './spoil.ts';
import type { World } from './world.ts';

export type ProviderFault = FailureKind | BindFault;

/** A fault lasts for a while, and may strike only some of the requests. */
interface Current {
  readonly fault: ProviderFault;
  /** 0 to 1: how many of the requests it strikes. */
  readonly share: number;
}

/** What ails each account's provider at the moment. */
export interface ProviderFaults {
  current(account: string): ProviderFault | undefined;
  /** A request comes in: the fault that strikes it, if any. */
  strikes(account: string): ProviderFault | undefined;
  begin(account: string, fault: ProviderFault, share: number): void;
  end(account: string): void;
}

/** What can happen at every service; the rest is a side's own. */
const everywhere: ReadonlySet<ProviderFault> = new Set([
  'network',
  'offline',
  'tls',
  'proxyAuth',
  'captive',
  'rateLimited',
  'server',
  'unknown',
]);

/** All faults that one side can have: first those that can happen everywhere, then its own. */
function faultsOf({ provider }: Side): readonly (readonly ProviderFault[])[] {
  const kinds = spoilers[provider];
  if (kinds === undefined) return [bindFaults];
  const all = Object.keys(kinds) as FailureKind[];
  return [all.filter((kind) => everywhere.has(kind)), all.filter((kind) => !everywhere.has(kind))];
}

/** One of the faults that a side can have; its own ones as often as all others together. */
export function pickFault(side: Side, chance: Chance): ProviderFault {
  return chance.pick(chance.pick(faultsOf(side)));
}

export function createProviderFaults(world: World): ProviderFaults {
  const now = new Map<string, Current>();
  const chance = world.chance.fork('provider faults');
  return {
    current: (account) => (world.quiet ? undefined : now.get(account)?.fault),
    strikes(account) {
      const current = world.quiet ? undefined : now.get(account);
      return current !== undefined && chance.of(current.share) ? current.fault : undefined;
    },
    begin(account, fault, share) {
      now.set(account, { fault, share });
      world.emit({ kind: 'fault', account, begins: true, fault });
    },
    end(account) {
      const fault = now.get(account)?.fault;
      if (fault === undefined) return;
      now.delete(account);
      world.emit({ kind: 'fault', account, begins: false, fault });
    },
  };
}
