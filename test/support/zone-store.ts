import type { HeldRecord, NewRecord } from './conformance/world.ts';
import { testNow } from './provider-context.ts';

/** One record of a service, whatever way the service shows it. */
export interface StoredRecord {
  /** Decimal digits, never used twice. */
  readonly id: string;
  /** The full name: A-labels, no final dot. */
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly ttl: number;
  /** `default`: for everybody. */
  readonly line: string;
  /** What a client must not lose: a comment, in whatever field the service has for it. */
  readonly comment: string;
}

export interface StoredZone {
  /** Decimal digits. */
  readonly id: string;
  /** A-labels, no final dot. */
  readonly name: string;
  records: StoredRecord[];
}

/** The zones of one account, as most services keep them. An emulator speaks its protocol over one. */
export interface ZoneStore {
  readonly zones: StoredZone[];
  /** Names whose writes the service refuses. */
  readonly refused: Set<string>;
  /** The service's clock, in milliseconds since 1970. */
  now: number;
  addZone(name: string): StoredZone;
  /** The zone of that name. */
  zone(name: string): StoredZone | undefined;
  /** The longest zone that holds a name. Throws where there is none. */
  zoneOf(name: string): StoredZone;
  /** Puts a record there. A comment stands in it unless said otherwise. */
  add(zone: StoredZone, record: NewRecord & { readonly comment?: string }): StoredRecord;
  /** The record of that id with its zone. */
  find(id: string): { readonly zone: StoredZone; readonly record: StoredRecord } | undefined;
  /** Changes fields of a record; its place and the rest stay. */
  change(id: string, to: Partial<Omit<StoredRecord, 'id'>>): StoredRecord;
  remove(id: string): void;
  /** All records of a name, of that type where given, of every line. */
  at(zone: StoredZone, name: string, type?: string): readonly StoredRecord[];
  /** True where a record of that type cannot be beside what is there: a CNAME is alone. RFC 1034 3.6.2. */
  clashes(zone: StoredZone, name: string, type: string): boolean;
  /** Replaces the set of a name, type and line; a comment and the TTL that was there stay where not given. */
  replace(
    zone: StoredZone,
    set: { name: string; type: string; values: readonly string[]; ttl?: number; line?: string },
  ): readonly StoredRecord[];
  /** What the conformance suite compares. */
  held(): readonly HeldRecord[];
}

export function zoneStore(): ZoneStore {
  const zones: StoredZone[] = [];
  let lastId = 1000;
  const nextId = () => {
    lastId += 1;
    return String(lastId);
  };

  const store: ZoneStore = {
    zones,
    refused: new Set(),
    now: testNow,
    addZone(name) {
      const zone: StoredZone = { id: nextId(), name, records: [] };
      zones.push(zone);
      return zone;
    },
    zone: (name) => zones.find((zone) => zone.name === name),
    zoneOf(name) {
      const [longest] = zones
        .filter((zone) => `.${name}`.endsWith(`.${zone.name}`))
        .toSorted((a, b) => b.name.length - a.name.length);
      if (longest === undefined) throw new Error(`no zone for ${name}`);
      return longest;
    },
    add(zone, { name, type, value, ttl = 3600, line = 'default', comment = 'mine' }) {
      const record = { id: nextId(), name, type, value, ttl, line, comment };
      zone.records.push(record);
      return record;
    },
    find(id) {
      for (const zone of zones) {
        const record = zone.records.find((each) => each.id === id);
        if (record !== undefined) return { zone, record };
      }
      return undefined;
    },
    change(id, to) {
      const found = store.find(id);
      if (found === undefined) throw new Error(`no record ${id}`);
      const changed = { ...found.record, ...to };
      found.zone.records = found.zone.records.map((each) => (each.id === id ? changed : each));
      return changed;
    },
    remove(id) {
      for (const zone of zones) zone.records = zone.records.filter((each) => each.id !== id);
    },
    at: (zone, name, type) =>
      zone.records.filter(
        (each) => each.name === name && (type === undefined || each.type === type),
      ),
    clashes: (zone, name, type) =>
      store.at(zone, name).some((each) => (each.type === 'CNAME') !== (type === 'CNAME')),
    replace(zone, { name, type, values, ttl, line = 'default' }) {
      const before = store.at(zone, name, type).filter((each) => each.line === line);
      const [old] = before;
      zone.records = zone.records.filter((each) => !before.includes(each));
      const more = { line, ttl: ttl ?? old?.ttl ?? 3600, comment: old?.comment ?? '' };
      return values.map((value) => store.add(zone, { name, type, value, ...more }));
    },
    held: () =>
      zones.flatMap(({ records }) =>
        records.map(({ name, type, value, ttl, line, comment }) => ({
          name,
          type,
          value,
          ttl,
          extras: JSON.stringify({ line, comment }),
        })),
      ),
  };
  return store;
}
