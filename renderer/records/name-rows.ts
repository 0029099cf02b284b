import type { RecordEntry, RecordForm, RecordPlace } from '../../electron/contract/forms.ts';
import type { RecordStanding, RecordView, Snapshot } from '../../electron/contract/snapshot.ts';

/** A host name of the settings with how its records stand. */
export interface NameRow {
  /** What the place calls it. */
  readonly key: string;
  readonly record: RecordForm;
  /** The provider's name; empty where the account is not known. */
  readonly provider: string;
  readonly types: readonly string[];
  readonly views: readonly RecordView[];
  /** The worst of its records, as far as they matter; undefined before the first check. */
  readonly worst: RecordView | undefined;
}

const urgency: Readonly<Record<RecordStanding, number>> = {
  locked: 0,
  stopped: 1,
  failed: 2,
  waiting: 3,
  working: 4,
  unknown: 5,
  upToDate: 6,
};

/** An address that this network does not have and nobody insists on is not worth a word. */
function urgencyOf({ standing, actions }: RecordView): number {
  return standing === 'unknown' && actions.length === 0 ? 7 : urgency[standing];
}

/**
 * What the place calls a record: its host name, or `ENTRY/NAME` where the settings have the name
 * more than once. No host name has a slash.
 */
export function nameKey({ entry, name }: RecordForm, all: readonly RecordForm[]): string {
  const twins = all.filter((one) => one.name === name);
  return twins.length > 1 ? `${entry}/${name}` : name;
}

/** So that the names of a domain stand together: `com.example.home`. */
function domainOrder(name: string): string {
  return name.split('.').reverse().join('.');
}

/** Every host name of the settings, domain by domain. */
export function nameRows(records: readonly RecordForm[], snapshot: Snapshot): readonly NameRow[] {
  const views = new Map(snapshot.records.map((view) => [view.id, view]));
  const providers = new Map(snapshot.accounts.map(({ id, provider }) => [id, provider]));
  const twins = Map.groupBy(records, ({ name }) => name);
  const { compare } = new Intl.Collator(snapshot.language, { numeric: true });
  const rows = records.map((record): NameRow & { readonly order: string } => {
    const { entry, name, account, types, ids } = record;
    const own = ids.flatMap((id) => views.get(id) ?? []);
    const [worst] = own.toSorted((one, other) => urgencyOf(one) - urgencyOf(other));
    return {
      key: (twins.get(name)?.length ?? 0) > 1 ? `${entry}/${name}` : name,
      record,
      provider: providers.get(account) ?? '',
      types: types ?? own.map(({ type }) => type),
      views: own,
      worst,
      order: domainOrder(name),
    };
  });
  return rows.toSorted((one, other) => compare(one.order, other.order));
}

/** The row that a place names; a plain host name finds the first of several. */
export function findRow(rows: readonly NameRow[], item: string | undefined): NameRow | undefined {
  return rows.find(({ key }) => key === item) ?? rows.find(({ record }) => record.name === item);
}

export function placeOf({ entry, name, account }: RecordForm): RecordPlace {
  return { entry, name, account };
}

/** A record as its form begins. */
export function entryOf({ entry: _, name, ids: __, ...rest }: RecordForm): RecordEntry {
  return { names: [name], ...rest };
}
