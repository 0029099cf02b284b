import type {
  AccountEntry,
  AccountForm,
  EnteredValue,
  SettingsEdit,
} from '../../electron/contract/forms.ts';
import type { Texts } from '../texts.ts';

/** What is entered by the form of its kind, and has secrets. */
export type EntryWhat = 'account' | 'channel';

export function wordsOf(what: EntryWhat, { accounts, channels }: Texts) {
  return what === 'account' ? accounts : channels;
}

/** The page with all of them. */
export const entryPages = { account: 'accounts', channel: 'notifications' } as const;

/** An entry as its form begins: what is kept is left as it is, what is lost is not set. */
export function savedEntry({ id, service, values }: AccountForm): AccountEntry {
  const entries = Object.entries(values).flatMap(([path, held]): [string, EnteredValue][] => {
    if (held.kind === 'lost') return [];
    return [[path, held.kind === 'text' ? held.text : { keep: true }]];
  });
  return { id, service, values: Object.fromEntries(entries) };
}

export function entryEdit(what: EntryWhat, isNew: boolean, entry: AccountEntry): SettingsEdit {
  return what === 'account'
    ? { kind: what, isNew, account: entry }
    : { kind: what, isNew, channel: entry };
}
