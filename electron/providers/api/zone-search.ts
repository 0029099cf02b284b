import { candidateZones, isWithin, type Name } from '../../core/name.ts';
import { type Failure, failure } from '../../core/outcome.ts';
import type { Change, Memory } from '../../core/provider.ts';
import type { ManagedRecord } from '../../core/record.ts';
import { ApiFailure, failureIn } from './api-failure.ts';
import { zonesByList } from './zone-list.ts';

export interface Zone {
  /** How the service calls it in its URLs. */
  readonly id: string;
  readonly name: Name;
}

/** How a service tells which zones an account holds. Both reject with {@link ApiFailure}. */
export interface ZoneSource {
  /** The zone of exactly that name; undefined where the account has none. */
  find(name: Name): Promise<Zone | undefined>;
  /** All zones of the account: cheaper than looking for many names one by one, unless they are too many to read. */
  list(): Promise<readonly Zone[]>;
  /** The round is over: what was opened for it, such as a session, is closed. Never rejects. */
  close?(): Promise<void>;
}

/** Changes (or questions) of one zone, each with its place in the list that was given. */
export interface ZoneGroup<Item extends About = Change> {
  readonly zone: Zone;
  readonly changes: readonly (Item & { readonly at: number })[];
}

interface About {
  readonly record: ManagedRecord;
}

interface ZoneGroups<Item extends About> {
  readonly groups: readonly ZoneGroup<Item>[];
  /** By place: why the zone of that record is not known. */
  readonly failures: ReadonlyMap<number, Failure>;
}

/** From this many names on, one list is cheaper than a walk for each. */
const walkLimit = 3;

/** Longest id that is worth keeping on disk for each name. */
const longestId = 200;

function memoryKey(name: Name): string {
  return `zone:${name}`;
}

function remembered(memory: Memory, name: Name): Zone | undefined {
  const [, id, zone] = /^(.+) (\S+)$/s.exec(memory.get(memoryKey(name)) ?? '') ?? [];
  return id && zone && isWithin(name, zone) ? { id, name: zone } : undefined;
}

/** Remembers where a name is, unless the service's id is no plain short word. */
function remember(memory: Memory, name: Name, { id, name: zone }: Zone): void {
  if (id.length <= longestId && !/\s/.test(id)) memory.set(memoryKey(name), `${id} ${zone}`);
}

/** Where a record could be, longest first and by whole labels; only the user's zone where there is one. */
export function zonesToTry(record: ManagedRecord): readonly Name[] {
  if (record.zone !== undefined) return [record.zone];
  return candidateZones(record.name.startsWith('*.') ? record.name.slice(2) : record.name);
}

/** Drops a zone whose id turned out to be stale. */
export function forgetZone(group: ZoneGroup<About>, memory: Memory): void {
  for (const { record } of group.changes) memory.set(memoryKey(record.name), undefined);
}

/**
 * Finds the zone of each record and groups the changes by zone. The longest zone that holds a name
 * wins, so that `lab.example.com` hosted on its own is not written into `example.com`. What was
 * found is remembered by name; what was not is asked again the next time.
 */
export async function groupByZone<Item extends About>(
  changes: readonly Item[],
  source: ZoneSource,
  memory: Memory,
): Promise<ZoneGroups<Item>> {
  // Only answers are kept: a broken request says nothing about the next name's.
  const asked = new Map<Name, Zone | undefined>();
  const unknown = new Set(
    changes.filter(({ record }) => known(record, memory) === undefined).map((c) => c.record.name),
  );
  let walks = unknown.size <= walkLimit;
  const { list } = zonesByList(() => source.list());
  async function find(name: Name): Promise<Zone | undefined> {
    if (walks) return source.find(name);
    try {
      return (await list()).find((zone) => zone.name === name);
    } catch (error) {
      if (!(error instanceof ApiFailure) || !error.tooLarge) throw error;
      walks = true;
      return source.find(name);
    }
  }
  async function findOnce(name: Name): Promise<Zone | undefined> {
    if (!asked.has(name)) asked.set(name, await find(name));
    return asked.get(name);
  }

  const groups = new Map<string, { zone: Zone; changes: (Item & { at: number })[] }>();
  const failures = new Map<number, Failure>();
  for (const [at, change] of changes.entries()) {
    try {
      const zone = await zoneOf(change.record, findOnce, memory);
      const group = groups.get(zone.id) ?? { zone, changes: [] };
      group.changes.push({ ...change, at });
      groups.set(zone.id, group);
    } catch (error) {
      failures.set(at, failureIn(error));
    }
  }
  return { groups: [...groups.values()], failures };
}

function known(record: ManagedRecord, memory: Memory): Zone | undefined {
  const zone = remembered(memory, record.name);
  return record.zone === undefined || zone?.name === record.zone ? zone : undefined;
}

async function zoneOf(
  record: ManagedRecord,
  find: (name: Name) => Promise<Zone | undefined>,
  memory: Memory,
): Promise<Zone> {
  const before = known(record, memory);
  if (before !== undefined) return before;
  const candidates = zonesToTry(record);
  for (const candidate of candidates) {
    const zone = await find(candidate);
    if (zone === undefined) continue;
    remember(memory, record.name, zone);
    return zone;
  }
  throw new ApiFailure(
    failure('zoneNotFound', {
      en: `no zone for ${record.name}; tried ${candidates.join(', ')}`,
      'zh-CN': `找不到 ${record.name} 所属的区域；已尝试 ${candidates.join('、')}`,
    }),
  );
}
