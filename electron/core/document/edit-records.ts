import type { RecordEntry, RecordPlace } from '../../contract/forms.ts';
import type { SettingsDocument } from '../document.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { withValue } from './edit-fields.ts';
import { type EditStep, type EditWorld, plainStep, refusedStep } from './edit-step.ts';
import { type EntryForm, nameOf, showEntry } from './form-records.ts';

/** Texts without those left empty, and where each of the others stood. */
function filledTexts(texts: readonly string[]) {
  const filled = texts.map((text, at) => ({ text: text.trim(), at }));
  return filled.filter(({ text }) => text !== '');
}

/** What stands in the place of a list is kept as if it were in one. */
function entriesOf({ records }: SettingsDocument): readonly unknown[] {
  if (Array.isArray(records)) return records;
  return (records ?? undefined) === undefined ? [] : [records];
}

function withEntries(document: SettingsDocument, entries: readonly unknown[]): SettingsDocument {
  return withValue(document, ['records'], entries.length === 0 ? undefined : entries);
}

/** One name stands by itself, several in a list. */
function withNames(entry: RawMap, names: readonly unknown[]): RawMap {
  const value = names.length > 1 ? names : names[0];
  return Object.hasOwn(entry, 'name')
    ? withValue(entry, ['name'], value)
    : { ...(value === undefined ? {} : { name: value }), ...entry };
}

function numberOr(text: string | null): string | number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : text;
}

function blankAsNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}

type Common = Omit<EntryForm, 'names' | 'odd'>;

/** What the names of an entry have in common, as far as it differs from what the form showed. */
function withCommon(entry: RawMap, shown: Common, next: RecordEntry): RawMap {
  const types = next.types === null ? null : [...new Set(next.types)].sort();
  const [ttl, host] = [blankAsNull(next.ttl), blankAsNull(next.host)];
  const prefix = host === null ? null : blankAsNull(next.prefix);
  const wanted: Readonly<Record<keyof Common, readonly [form: unknown, raw: unknown]>> = {
    account: [next.account, next.account === '' ? null : next.account],
    types: [types, types],
    host: [host, host],
    prefix: [prefix, numberOr(prefix)],
    ttl: [ttl, numberOr(ttl)],
    proxied: [next.proxied, next.proxied],
    zone: [blankAsNull(next.zone), blankAsNull(next.zone)],
  };
  return Object.entries(wanted).reduce((changed, [key, [form, raw]]) => {
    const same = JSON.stringify(shown[key as keyof Common]) === JSON.stringify(form);
    return same ? changed : withValue(changed, [key], raw ?? undefined);
  }, entry);
}

/** Where the names of an edit stand now: in an entry, after as many names of others. */
interface NamesPlace {
  readonly entry: number;
  readonly before: number;
}

function fieldFinder(
  document: SettingsDocument,
  { names, account }: RecordEntry,
  place: NamesPlace,
): EditStep['fieldOf'] {
  const filled = filledTexts(names);
  const field = (at: number | undefined) => `names/${at ?? 0}`;
  /** A name that stands twice is told at the second place, which may be another name's. */
  function twinField(entry: number, index: number): string | undefined {
    const other = showEntry(entriesOf(document)[entry]);
    if (other.account !== account) return undefined;
    const name = nameOf(other.names[index] ?? '');
    const twin = filled.find(({ text }) => nameOf(text) === name);
    return twin === undefined ? undefined : field(twin.at);
  }

  return ({ path: [top, entry, key, inner], problem }) => {
    if (top !== 'records' || typeof entry !== 'number') return undefined;
    const index = typeof inner === 'number' ? inner : 0;
    const isTwin = problem.kind === 'duplicate' && key === 'name';
    if (entry !== place.entry) return isTwin ? twinField(entry, index) : undefined;
    const of = problem.kind === 'missing' ? problem.field : key;
    if (of !== 'name') return of === undefined ? undefined : String(of);
    if (problem.kind === 'missing') return field(0);
    const own = filled[index - place.before];
    if (own !== undefined) return field(own.at);
    return isTwin ? twinField(entry, index) : undefined;
  };
}

const blank: Common = {
  account: '',
  types: null,
  ttl: null,
  proxied: null,
  zone: null,
  host: null,
  prefix: null,
};

/** New names, as an entry after the others. */
export function addRecords(records: RecordEntry, { document }: Pick<EditWorld, 'document'>) {
  const names = filledTexts(records.names).map(({ text }) => text);
  const entry = withNames(withCommon({}, blank, records), names);
  const before = entriesOf(document);
  const next = withEntries(document, [...before, entry]);
  return plainStep(next, fieldFinder(next, records, { entry: before.length, before: 0 }));
}

/** The names of an entry as they stand there, so that one can be taken out of them. */
function rawNames(entry: RawMap): readonly unknown[] {
  return Array.isArray(entry.name) ? entry.name : [entry.name];
}

/** The entry that a record stands in; undefined where it is not there any more. */
function entryAt({ entry, name, account }: RecordPlace, document: SettingsDocument) {
  const raw = entriesOf(document)[entry];
  const form = showEntry(raw);
  return isMap(raw) && form.account === account && form.names.includes(name)
    ? { raw, form }
    : undefined;
}

/** Another name or other values for one name, which leaves an entry that it shares with others. */
export function editRecord(was: RecordPlace, record: RecordEntry, world: EditWorld): EditStep {
  const { document, words } = world;
  const found = entryAt(was, document);
  if (found === undefined) return refusedStep(document, words.changedElsewhere);
  const { raw, form } = found;
  const all = rawNames(raw);
  const at = all.indexOf(was.name);
  const names = filledTexts(record.names).map(({ text }) => text);
  // Not the same as to remove it: the entry may go on with its other names.
  const unnamed = names.length === 0 ? [{ field: 'names/0', message: words.fill }] : [];
  const entries = entriesOf(document);
  const others = all.filter((_, index) => index !== at);
  const common = withCommon(raw, form, record);
  if (common === raw || others.length === 0) {
    const together = [...all.slice(0, at), ...names, ...all.slice(at + 1)];
    const same = names.length === 1 && names[0] === was.name.trim();
    const entry = same ? common : withNames(common, together);
    const next = withEntries(document, entries.with(was.entry, entry));
    const find = fieldFinder(next, record, { entry: was.entry, before: at });
    return { ...plainStep(next, find), problems: unnamed };
  }
  const [own, rest] = [withNames(common, names), withNames(raw, others)];
  const split = at === 0 ? [own, rest] : [rest, own];
  const next = withEntries(document, entries.toSpliced(was.entry, 1, ...split));
  const entry = was.entry + (at === 0 ? 0 : 1);
  return plainStep(next, fieldFinder(next, record, { entry, before: 0 }));
}

/** Takes names out; an entry without any goes. */
export function removeRecords(places: readonly RecordPlace[], world: EditWorld): EditStep {
  const { document, words } = world;
  if (places.some((place) => entryAt(place, document) === undefined)) {
    return refusedStep(document, words.changedElsewhere);
  }
  const next = entriesOf(document).flatMap((raw, entry) => {
    const going = places.filter((place) => place.entry === entry).map(({ name }) => name);
    if (going.length === 0 || !isMap(raw)) return [raw];
    const left = rawNames(raw).filter((name) => typeof name !== 'string' || !going.includes(name));
    return left.length === 0 ? [] : [withNames(raw, left)];
  });
  return plainStep(withEntries(document, next));
}
