import type { Language } from '../../contract/language.ts';
import type { SecretView } from '../../contract/snapshot.ts';
import type { SettingsDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';
import type { Provider } from '../provider.ts';
import { fieldPath } from '../settings/reader-secrets.ts';
import { isMap } from '../settings/reader-walk.ts';
import { accountFields } from '../settings/schema-fields.ts';
import type { SettingsPath } from '../settings.ts';
import { secretId, textsOf } from './texts.ts';

const nameLimit = 60;

/** A field of an account as its form calls it: `Token`, `Headers: Authorization`. */
export function fieldLabel(
  provider: Provider | undefined,
  path: SettingsPath,
  language: Language,
): string {
  const [key, ...rest] = path.map(String);
  const fields = provider === undefined ? [] : (accountFields(provider.account) ?? []);
  const meta = fields.find((field) => field.key === key)?.meta;
  const label = meta?.label[language] ?? key ?? '';
  return [label, ...rest].map((part) => plainText(part, nameLimit)).join(': ');
}

/** The secrets of each account of a document, and where they are. */
export function secretViews(
  document: SettingsDocument,
  providers: readonly Provider[],
  isKept: (id: string) => boolean,
  language: Language,
): Readonly<Record<string, readonly SecretView[]>> {
  const accounts = isMap(document.accounts) ? Object.keys(document.accounts) : [];
  const texts = textsOf(document, providers).filter(
    ({ kind, secret }) => secret || kind === 'secret',
  );
  return Object.fromEntries(
    accounts.map((account) => {
      const own = texts.filter((text) => text.account === account);
      return [
        account,
        own.map((text): SecretView => {
          const provider = providers.find(({ id }) => id === text.provider);
          const kept = isKept(secretId(text)) ? 'kept' : 'lost';
          return {
            path: fieldPath(text.path),
            label: fieldLabel(provider, text.path, language),
            state: text.kind === 'secret' ? kept : 'elsewhere',
          };
        }),
      ];
    }),
  );
}
