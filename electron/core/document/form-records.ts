import type { RecordForm } from '../../contract/forms.ts';
import { grouped } from '../grouped.ts';
import { isNameProblem, type Name, parseName } from '../name.ts';
import { type ManagedRecord, recordTypes } from '../record.ts';
import { isMap } from '../settings/reader-walk.ts';

/** An entry of the settings' list of records as the form shows it. */
export interface EntryForm extends Omit<RecordForm, 'entry' | 'name' | 'ids'> {
  readonly names: readonly string[];
  /** Something in it has no place in the form. */
  readonly odd: boolean;
}

export function nameOf(text: string): Name | undefined {
  const name = parseName(text.trim());
  return isNameProblem(name) ? undefined : name;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function numberText(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** Shows an entry; what is not as it should be is left out. */
export function showEntry(raw: unknown): EntryForm {
  const { name, account, types, ttl, proxied, zone, host, prefix } = isMap(raw) ? raw : {};
  const names = listOf(name).filter((each) => typeof each === 'string');
  const known = recordTypes.filter((type) => listOf(types).includes(type));
  const form = {
    names,
    account: textOf(account) ?? '',
    types: types === undefined || known.length === 0 ? null : known,
    ttl: numberText(ttl),
    proxied: typeof proxied === 'boolean' ? proxied : null,
    zone: textOf(zone),
    host: textOf(host),
    prefix: numberText(prefix),
  };
  const lost = [
    names.length === 0 || names.length < listOf(name).length,
    form.account === '',
    types !== undefined && known.length < listOf(types).length,
    ttl !== undefined && form.ttl === null,
    proxied !== undefined && form.proxied === null,
    zone !== undefined && form.zone === null,
    host !== undefined && form.host === null,
    prefix !== undefined && form.prefix === null,
  ];
  return { ...form, odd: lost.includes(true) };
}

/** The forms of a list of records, one for each name; `records` are those of the settings of now. */
export function recordForms(
  list: unknown,
  records: readonly ManagedRecord[],
): { readonly forms: readonly RecordForm[]; readonly odd: boolean } {
  const entries = Array.isArray(list) ? list.map(showEntry) : [];
  const named = grouped(records, ({ account, name }) => `${account}/${name}`);
  const forms = entries.flatMap(({ names, odd: _, ...rest }, entry) =>
    names.map((name): RecordForm => {
      const { account, host } = rest;
      const types = rest.types ?? (host === null ? null : ['AAAA']);
      const own = named.get(`${account}/${nameOf(name)}`) ?? [];
      const inForce = own.filter(({ type, implied }) => types?.includes(type) ?? implied);
      return { entry, name, ...rest, ids: inForce.map(({ id }) => id) };
    }),
  );
  const odd = entries.some((entry) => entry.odd) || (list !== undefined && !Array.isArray(list));
  return { forms, odd };
}
