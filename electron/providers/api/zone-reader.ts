import type { Name } from '../../core/name.ts';
import type { Failure } from '../../core/outcome.ts';
import type { ManagedRecord, RecordType } from '../../core/record.ts';
import { ApiFailure } from './api-failure.ts';
import { readEach, reasonIn, staleZone } from './zone-groups.ts';
import type { Zone } from './zone-search.ts';

/** What a service holds, as far as it has a place in the zone. */
export interface Placed {
  /** A-labels, no final dot. */
  readonly name: Name;
  readonly type: string;
}

/**
 * How a service tells what a zone holds; which of the three it is decides what one look costs. What
 * it gives is filtered again by name and type: several services filter loosely. Only what answers
 * everybody is given: what is paused, or meant for one network only (another line), is left out.
 * Each call rejects with `ApiFailure`; where the zone is gone, with the kind `zoneNotFound`.
 */
export type ZoneReader<Held extends Placed> =
  | {
      /** One request for all types of a name. */
      readonly by: 'name';
      readonly get: (zone: Zone, name: Name) => Promise<readonly Held[]>;
      readonly whole?: (zone: Zone) => Promise<readonly Held[]>;
    }
  | {
      /** One request for one type of a name: a CNAME in the way is not seen. */
      readonly by: 'type';
      readonly get: (zone: Zone, name: Name, type: RecordType) => Promise<readonly Held[]>;
      readonly whole?: (zone: Zone) => Promise<readonly Held[]>;
    }
  | {
      readonly by: 'zone';
      readonly get: (zone: Zone) => Promise<readonly Held[]>;
    };

type Wanted = Pick<ManagedRecord, 'name' | 'type'>;

/** Up to this many looks are done one by one; for more the whole zone is read, where that can be. */
const lookLimit = 3;

/**
 * What the zone holds at the name of each record, of every type that the service shows. One look
 * that fails hides no other. Rejects with `StaleZone` where the zone is gone.
 */
export async function readZone<Held extends Placed>(
  reader: ZoneReader<Held>,
  zone: Zone,
  records: readonly Wanted[],
): Promise<(record: Wanted) => readonly Held[] | Failure> {
  const at = (all: readonly Held[]) => {
    const byName = Map.groupBy(all, ({ name }) => name);
    return ({ name }: Wanted) => byName.get(name) ?? [];
  };
  if (reader.by === 'zone') return at(await reader.get(zone).catch(throwStale));
  const keyOf = ({ name, type }: Wanted) => (reader.by === 'name' ? name : `${name} ${type}`);
  const looks = new Map(records.map((record) => [keyOf(record), record]));
  if (reader.whole !== undefined && looks.size > lookLimit) {
    try {
      return at(await reader.whole(zone));
    } catch (error) {
      if (!(error instanceof ApiFailure) || !error.tooLarge) throw staleZone(error);
    }
  }
  const found = await readEach(looks.keys(), async (key) => {
    const { name, type } = looks.get(key) ?? { name: key, type: 'A' };
    const all =
      reader.by === 'name' ? await reader.get(zone, name) : await reader.get(zone, name, type);
    return all.filter((held) => held.name === name);
  });
  return (record) => found.get(keyOf(record)) ?? [];
}

/**
 * All that the zone holds. Rejects with `ApiFailure`; with another error where the service shows no
 * whole zone, which its provider is to declare.
 */
export async function readWhole<Held extends Placed>(
  reader: ZoneReader<Held>,
  zone: Zone,
): Promise<readonly Held[]> {
  if (reader.by === 'zone') return reader.get(zone);
  if (reader.whole === undefined) throw new Error('this service shows no whole zone');
  return reader.whole(zone);
}

/**
 * A second look at one record, in the middle of a round. It never rejects with `StaleZone`: that
 * would run all records of the zone again, those that are written too.
 */
export async function lookAgain<Held extends Placed>(
  reader: ZoneReader<Held>,
  zone: Zone,
  record: Wanted,
): Promise<readonly Held[] | Failure> {
  try {
    return (await readZone(reader, zone, [record]))(record);
  } catch (error) {
    return reasonIn(error);
  }
}

function throwStale(error: unknown): never {
  throw staleZone(error);
}
