import type { SettingsForm } from '../../contract/forms.ts';
import type { SettingsDocument } from '../document.ts';
import type { Provider } from '../provider.ts';
import type { ManagedRecord } from '../record.ts';
import { isMap } from '../settings/reader-walk.ts';
import { takeSecrets } from './adopt.ts';
import { showAccount } from './form-account.ts';
import { recordForms } from './form-records.ts';
import { generalForm, watchingForm } from './form-watching.ts';

interface FormInput {
  readonly document: SettingsDocument;
  readonly providers: readonly Provider[];
  /** Of the settings that the document makes; none where it has problems. */
  readonly records: readonly ManagedRecord[];
  /** Whether the secret of that id is there. */
  readonly isKept: (id: string) => boolean;
  readonly revision: string;
}

/** The settings as the window edits them. Holds no secret, not even one that stands in the open. */
export function settingsForm(input: FormInput): SettingsForm {
  const { document } = takeSecrets(input.document, input.providers);
  const raw = isMap(document.accounts) ? Object.entries(document.accounts) : [];
  const accounts = raw.map(([id, each]) => showAccount(id, each, input.providers, input.isKept));
  const records = recordForms(document.records, input.records);
  const watching = watchingForm(document);
  const general = generalForm(document);
  const { accounts: all } = document;
  const odd = {
    watching: watching.odd,
    general: general.odd,
    accounts: accounts.some((each) => each.odd) || (all !== undefined && !isMap(all)),
    records: records.odd,
  };
  const parts = ['watching', 'general', 'accounts', 'records'] as const;
  return {
    revision: input.revision,
    accounts: accounts.map(({ form }) => form),
    records: records.forms,
    watching: watching.form,
    general: general.form,
    odd: parts.filter((part) => odd[part]),
  };
}
