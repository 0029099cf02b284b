import type { Localized } from '../../contract/language.ts';
import type { Family } from '../address.ts';
import { parseDuration, second } from '../duration.ts';
import { isNameProblem, isWithin, type Name, parseName } from '../name.ts';
import type { Capabilities } from '../provider.ts';
import { familyOf, type ManagedRecord, type RecordType, recordId, recordTypes } from '../record.ts';
import { type Settings, ttlRange } from '../settings.ts';
import { readHost } from './reader-host.ts';
import {
  entries,
  expected,
  isMap,
  type Place,
  readBoolean,
  readMap,
  readText,
  report,
  shown,
  within,
} from './reader-walk.ts';
import { recordKeys } from './schema-records.ts';

/** An account as far as records depend on it; no capabilities where the account itself is wrong. */
export interface KnownAccount {
  readonly provider?: string | undefined;
  readonly capabilities?: Capabilities | undefined;
  /** Why it can never write that name; left out where the account is wrong or its secrets are locked. */
  readonly refuses?: ((name: Name) => Localized | undefined) | undefined;
}

export interface RecordsWorld {
  readonly accounts: ReadonlyMap<string, KnownAccount>;
  readonly sources: Settings['sources'];
  readonly allowEmpty?: boolean | undefined;
}

function readName(place: Place): Name | undefined {
  if (typeof place.value !== 'string') return expected(place, 'name');
  const name = parseName(place.value);
  if (!isNameProblem(name)) return name;
  return report(place, { kind: 'name', name: shown(place.value) ?? '', why: name });
}

function readTtl(place: Place, account: KnownAccount): number | undefined {
  const { value } = place;
  if (value === undefined) return undefined;
  const { capabilities, provider } = account;
  if (capabilities?.ttl === false) {
    return report(place, { kind: 'cannot', provider: provider ?? '', field: 'ttl' }, true);
  }
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  const ttl = typeof value === 'number' ? value : ms === undefined ? undefined : ms / second;
  if (ttl === undefined || !Number.isInteger(ttl)) return expected(place, 'ttl');
  const limit = capabilities?.ttl ?? ttlRange;
  const min = Math.max(limit.min, ttlRange.min);
  const max = Math.min(limit.max, ttlRange.max);
  if (ttl >= min && ttl <= max) return ttl;
  const found = shown(value);
  // Others in the sentence are written so too, and a bare number could be minutes.
  const range = { min: `${min}s`, max: `${max}s`, found, provider: capabilities && provider };
  return report(place, { kind: 'range', field: 'ttl', ...range });
}

/** With a host, whose place that is, the record is of IPv6 alone. */
function readTypes(
  place: Place,
  host: Place,
  account: KnownAccount,
  sources: Settings['sources'],
): { readonly types: readonly RecordType[]; readonly implied: boolean } {
  const speaks = (family: Family) => account.capabilities?.families.includes(family) ?? true;
  const isHosts = host.value !== undefined;
  if (place.value === undefined && !isHosts) {
    const open = recordTypes.filter((type) => {
      const family = familyOf(type);
      return sources[family] !== 'off' && speaks(family);
    });
    return { types: open, implied: true };
  }
  if (Array.isArray(place.value) && place.value.length === 0) {
    report(place, { kind: 'nothing', field: 'types' });
  }
  const types = new Set<RecordType>();
  const given = place.value === undefined ? { ...host, value: 'AAAA' } : place;
  for (const entry of entries(given)) {
    const type = recordTypes.find((each) => each === entry.value);
    if (type === undefined) {
      expected(entry, { oneOf: recordTypes });
      continue;
    }
    const family = familyOf(type);
    if (types.has(type)) report(entry, { kind: 'duplicate', what: type });
    else if (isHosts && type === 'A') report(entry, { kind: 'hostType', type });
    else if (sources[family] === 'off') report(entry, { kind: 'familyOff', family, type });
    else if (!speaks(family)) {
      report(entry, { kind: 'cannot', provider: account.provider ?? '', field: type });
    }
    types.add(type);
  }
  return { types: [...types], implied: false };
}

function readAccount(place: Place, world: RecordsWorld): string | undefined {
  const id = readText(place);
  if (id === undefined || world.accounts.has(id)) return id;
  // Without any account, what is wrong with `accounts` has been told.
  if (world.accounts.size === 0 && world.allowEmpty !== true) return id;
  return report(place, { kind: 'unknownAccount', account: id, known: [...world.accounts.keys()] });
}

/** Refuses what the provider would silently leave undone. */
function refuse(place: Place, account: KnownAccount, able: boolean | undefined): void {
  if (able !== false || place.value === undefined) return;
  const field = String(place.path.at(-1));
  report(place, { kind: 'cannot', provider: account.provider ?? '', field }, true);
}

function readRecord(place: Place, world: RecordsWorld): readonly (ManagedRecord & At)[] {
  if (readMap(place, recordKeys) === undefined || !isMap(place.value)) return [];
  const id = readAccount(within(place, 'account'), world);
  const account = (id === undefined ? undefined : world.accounts.get(id)) ?? {};
  const zonePlace = within(place, 'zone');
  const proxiedPlace = within(place, 'proxied');
  const namePlace = within(place, 'name');
  refuse(proxiedPlace, account, account.capabilities?.proxied);
  const ttl = readTtl(within(place, 'ttl'), account);
  const proxied = readBoolean(proxiedPlace);
  const zone = zonePlace.value === undefined ? undefined : readName(zonePlace);
  const hostPlace = within(place, 'host');
  const host = readHost(hostPlace, within(place, 'prefix'));
  const { types, implied } = readTypes(within(place, 'types'), hostPlace, account, world.sources);
  if (namePlace.value === undefined) return [];
  if (Array.isArray(namePlace.value) && namePlace.value.length === 0) {
    report(namePlace, { kind: 'nothing', field: 'name' });
  }
  return entries(namePlace).flatMap((at) => {
    const name = readName(at);
    if (name === undefined) return [];
    if (zone !== undefined && !isWithin(name, zone)) {
      const texts = { name: shown(at.value) ?? name, zone: shown(zonePlace.value) ?? zone };
      report(zonePlace, { kind: 'outsideZone', ...texts });
    }
    const why = account.refuses?.(name);
    if (why !== undefined) report(at, { kind: 'refused', why });
    if (types.length === 0 && implied) report(at, { kind: 'noType', name });
    if (id === undefined) return [];
    const more = { account: id, ttl, proxied, zone, host, implied };
    return types.map((type) => ({ id: recordId(id, name, type), name, type, ...more, at }));
  });
}

interface At {
  readonly at: Place;
}

/** Reads `records`: one for each name and type. A name and type may stand once for each account. */
export function readRecords(place: Place, world: RecordsWorld): readonly ManagedRecord[] {
  if (place.value === undefined) return [];
  if (!Array.isArray(place.value)) return expected(place, 'list') ?? [];
  if (place.value.length === 0 && world.allowEmpty !== true) {
    report(place, { kind: 'nothing', field: 'records' });
  }
  const seen = new Set<string>();
  const told = new Set<Place>();
  return entries(place).flatMap((entry) =>
    readRecord(entry, world).map(({ at, ...record }) => {
      if (seen.has(record.id) && !told.has(at)) {
        told.add(at);
        const what = `${shown(at.value) ?? record.name} ${record.type}`;
        report(at, { kind: 'duplicate', what });
      }
      seen.add(record.id);
      return record;
    }),
  );
}
