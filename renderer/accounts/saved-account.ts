import type { AccountEntry, AccountForm, EnteredValue } from '../../electron/contract/forms.ts';

/** An account as its form begins: what is kept is left as it is, what is lost is not set. */
export function savedAccount({ id, service, values }: AccountForm): AccountEntry {
  const entries = Object.entries(values).flatMap(([path, held]): [string, EnteredValue][] => {
    if (held.kind === 'lost') return [];
    return [[path, held.kind === 'text' ? held.text : { keep: true }]];
  });
  return { id, service, values: Object.fromEntries(entries) };
}
