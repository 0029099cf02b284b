import type { AccountEntry, EnteredValue, SettingsForm } from '../../electron/contract/forms.ts';

/** An account of the settings as its form begins: texts as they are, the rest kept, what is lost left out. */
export function accountEntry(form: SettingsForm | undefined, id: string): AccountEntry {
  const account = form?.accounts.find((each) => each.id === id);
  if (account === undefined) throw new Error(`there is no account ${id}`);
  const values = Object.entries(account.values).flatMap(
    ([path, held]): [string, EnteredValue][] => {
      if (held.kind === 'lost') return [];
      return [[path, held.kind === 'text' ? held.text : { keep: true }]];
    },
  );
  return { id, service: account.service, values: Object.fromEntries(values) };
}
