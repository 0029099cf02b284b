import type { Provider } from '../../../electron/core/provider.ts';
import { type EmulatedRequest, type Emulator, emulatedHttp } from '../emulator.ts';
import { testContext, testNow } from '../provider-context.ts';
import type { ZoneStore } from '../zone-store.ts';
import { spellings } from './echoes.ts';
import { faultOf, type OwnRefusals, onceShown } from './faults.ts';
import type { World } from './world.ts';

interface HttpWorldParts {
  readonly provider: Provider;
  /** As a user writes it. */
  readonly account: Readonly<Record<string, unknown>>;
  /** Texts that must never come out: every secret of the account, and those made of them. */
  readonly secrets: readonly string[];
  readonly store: ZoneStore;
  /** By host. The first one gets the faults. */
  readonly hosts: Readonly<Record<string, Emulator>>;
  readonly refusals: OwnRefusals;
  /** True for a request that changes something. Default: everything but GET. */
  readonly isWrite?: (request: EmulatedRequest) => boolean;
}

/** A world over an emulator that keeps its records in a {@link ZoneStore}. */
export function httpWorld(parts: HttpWorldParts): World {
  const { provider, store, hosts, refusals } = parts;
  const http = emulatedHttp(hosts);
  const emulators = Object.values(hosts);
  const [first] = emulators;
  if (first === undefined) throw new Error('a world has a host');
  const isWrite = parts.isWrite ?? (({ method }: EmulatedRequest) => method !== 'GET');
  return {
    provider,
    account: provider.account.parse(parts.account),
    secrets: parts.secrets.flatMap(spellings),
    echo: refusals.secretEchoed,
    addZone: (name) => void store.addZone(name),
    readdZone: (name) => {
      store.zones.splice(
        store.zones.findIndex((zone) => zone.name === name),
        1,
      );
      store.addZone(name);
    },
    addRecord: (record) => void store.add(store.zoneOf(record.name), record),
    records: () => store.held(),
    fault: (fault, at) => void first.faults.push(faultOf(fault, at, refusals, isWrite)),
    answer: (reply, at, { times = 1, when } = {}) => {
      first.faults.push({
        reply,
        times,
        when: (request) =>
          (at === undefined || isWrite(request) === (at === 'write')) && (when?.(request) ?? true),
      });
    },
    vanish: (name, value) => {
      const remove = () => {
        const found = store.at(store.zoneOf(name), name).find((record) => record.value === value);
        if (found !== undefined) store.remove(found.id);
      };
      first.faults.push(onceShown(value, remove, isWrite));
    },
    refuse: (name) => void store.refused.add(name),
    shiftClock: (ms) => {
      store.now = testNow + ms;
    },
    requests: () => {
      const all = emulators.flatMap(({ requests }) => requests);
      const writes = all.filter(isWrite).length;
      return { reads: all.length - writes, writes };
    },
    hosts: () => http.sent.map(({ url }) => new URL(url).host),
    violations: () => emulators.flatMap(({ violations }) => violations),
    context: (more = {}) => testContext({ ...more, http }),
  };
}
