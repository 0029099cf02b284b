import type { SettingsForm } from '../../contract/forms.ts';
import type { SettingsDocument } from '../document.ts';
import type { ManagedRecord } from '../record.ts';
import { isMap } from '../settings/reader-walk.ts';
import { takeSecrets } from './adopt.ts';
import { showAccount } from './form-account.ts';
import { showChannel } from './form-channel.ts';
import { recordForms } from './form-records.ts';
import { generalForm, watchingForm } from './form-watching.ts';
import type { Kinds } from './owners.ts';

interface FormInput {
  readonly document: SettingsDocument;
  readonly kinds: Kinds;
  /** Of the settings that the document makes; none where it has problems. */
  readonly records: readonly ManagedRecord[];
  /** Whether the secret of that id is there. */
  readonly isKept: (id: string) => boolean;
  readonly revision: string;
}

function isOdd(section: unknown): boolean {
  return section !== undefined && !isMap(section);
}

/** The settings as the window edits them. Holds no secret, not even one that stands in the open. */
export function settingsForm(input: FormInput): SettingsForm {
  const { kinds, isKept } = input;
  const { document } = takeSecrets(input.document, kinds);
  const shown = (section: unknown, show: typeof showAccount) =>
    isMap(section)
      ? Object.entries(section).map(([id, each]) => show(id, each, kinds, isKept))
      : [];
  const accounts = shown(document.accounts, showAccount);
  const channels = shown(document.channels, showChannel);
  const records = recordForms(document.records, input.records);
  const watching = watchingForm(document);
  const general = generalForm(document, isKept);
  const odd = {
    watching: watching.odd,
    general: general.odd,
    accounts: accounts.some((each) => each.odd) || isOdd(document.accounts),
    channels: channels.some((each) => each.odd) || isOdd(document.channels),
    records: records.odd,
  };
  const parts = ['watching', 'general', 'accounts', 'channels', 'records'] as const;
  return {
    revision: input.revision,
    accounts: accounts.map(({ form }) => form),
    channels: channels.map(({ form }) => form),
    records: records.forms,
    watching: watching.form,
    general: general.form,
    odd: parts.filter((part) => odd[part]),
  };
}
