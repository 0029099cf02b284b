import { namedRecords } from '../../core/listing.ts';
import type { Name } from '../../core/name.ts';
import { type Failure, failure, type Outcome } from '../../core/outcome.ts';
import {
  defineProvider,
  type Holding,
  type NamedRecord,
  type Provider,
  type ProviderContext,
} from '../../core/provider.ts';
import type { ManagedRecord } from '../../core/record.ts';
import { ApiFailure } from './api-failure.ts';
import { applyRecords, type RecordService } from './record-service.ts';
import { applySets, type SetService } from './set-service.ts';
import { inZones } from './zone-groups.ts';
import { type Placed, readWhole, readZone, type ZoneReader } from './zone-reader.ts';
import type { Zone, ZoneSource } from './zone-search.ts';

/** All of a provider that is no request. */
export interface Declaration<Account>
  extends Omit<Provider<Account>, 'apply' | 'zones' | 'records' | 'read'> {
  /** The service's reader shows no whole zone, so that its records cannot be listed. */
  readonly listsRecords?: false;
}

/** Runs one round, and tells the service when it is over. */
async function round<Service extends ZoneSource, Result>(
  service: Service,
  run: (service: Service) => Promise<Result>,
): Promise<Result> {
  try {
    return await run(service);
  } finally {
    await service.close?.();
  }
}

/** A provider over a service whose records each have an id. `open` makes the service for one round. */
export function defineRecordProvider<Account>(
  { listsRecords, ...declaration }: Declaration<Account>,
  open: (account: Account, context: ProviderContext) => RecordService,
): Provider {
  return defineProvider<Account>({
    ...declaration,
    zones: (account, context) => round(open(account, context), zoneNames),
    ...(listsRecords !== false && {
      records: (zone, account, context) =>
        round(open(account, context), (service) =>
          recordNames(service, zone, (found) => readWhole(service.reader, found)),
        ),
    }),
    read: (records, account, context) =>
      round(open(account, context), (service) =>
        readRecords(service, records, context, ({ value }) => [value]),
      ),
    apply: (changes, account, context): Promise<readonly Outcome[]> =>
      round(open(account, context), (service) =>
        inZones(changes, service, context.memory, (group) => applyRecords(service, group)),
      ),
  });
}

/** A provider over a service that replaces all values of a name and type at once. */
export function defineSetProvider<Account>(
  { listsRecords, ...declaration }: Declaration<Account>,
  open: (account: Account, context: ProviderContext) => SetService,
): Provider {
  return defineProvider<Account>({
    ...declaration,
    zones: (account, context) => round(open(account, context), zoneNames),
    ...(listsRecords !== false && {
      records: (zone, account, context) =>
        round(open(account, context), (service) =>
          recordNames(service, zone, async (found) =>
            (await readWhole(service.reader, found)).filter(({ values }) => values.length > 0),
          ),
        ),
    }),
    read: (records, account, context) =>
      round(open(account, context), (service) =>
        readRecords(service, records, context, ({ values }) => values),
      ),
    apply: (changes, account, context): Promise<readonly Outcome[]> =>
      round(open(account, context), (service) =>
        inZones(changes, service, context.memory, (group) => applySets(service, group)),
      ),
  });
}

/** The names of the account's zones, sorted; the failure where they cannot be had. */
export async function zoneNames(source: ZoneSource): Promise<readonly string[] | Failure> {
  try {
    const names = (await source.list()).map(({ name }) => name);
    // What is no name came as an empty one.
    return names.filter((name) => name !== '').toSorted();
  } catch (error) {
    if (error instanceof ApiFailure) return error.failure;
    throw error;
  }
}

/** The host names of a zone, whose records `read` gives; the failure where they cannot be had. */
export async function recordNames(
  source: Pick<ZoneSource, 'find'>,
  name: Name,
  read: (zone: Zone) => Promise<readonly Placed[]>,
): Promise<readonly NamedRecord[] | Failure> {
  try {
    const zone = await source.find(name);
    if (zone !== undefined) return namedRecords(name, await read(zone));
    const why = { en: `no zone ${name}`, 'zh-CN': `没有区域 ${name}` };
    return failure('zoneNotFound', why);
  } catch (error) {
    if (error instanceof ApiFailure) return error.failure;
    throw error;
  }
}

function readRecords<Held extends Placed & { readonly ttl: number | undefined }>(
  service: ZoneSource & { readonly reader: ZoneReader<Held> },
  records: readonly ManagedRecord[],
  context: ProviderContext,
  valuesOf: (held: Held) => readonly string[],
): Promise<readonly (Holding | Failure)[]> {
  const questions = records.map((record) => ({ record }));
  return inZones(questions, service, context.memory, async ({ zone, changes }) => {
    const held = await readZone(
      service.reader,
      zone,
      changes.map(({ record }) => record),
    );
    return changes.map(({ record }): Holding | Failure => {
      const named = held(record);
      if ('kind' in named) return named;
      const same = named.filter(({ type }) => type === record.type);
      // With 0 services say that it is the zone's own, which they do not tell.
      return { values: same.flatMap(valuesOf), ttl: same[0]?.ttl || undefined };
    });
  });
}
