import type * as z from 'zod';
import type { Language } from '../../contract/language.ts';
import type { SecretView } from '../../contract/snapshot.ts';
import type { SettingsDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';
import { fieldPath } from '../settings/reader-secrets.ts';
import { accountFields } from '../settings/schema-fields.ts';
import type { SettingsPath } from '../settings.ts';
import { type Kinds, ownersOf } from './owners.ts';
import { secretId, textsOf } from './texts.ts';

const nameLimit = 60;

/** A field of an account as its form calls it: `Token`, `Headers: Authorization`. */
export function fieldLabel(
  schema: z.core.$ZodType | undefined,
  path: SettingsPath,
  language: Language,
): string {
  const [key, ...rest] = path.map(String);
  const fields = schema === undefined ? [] : (accountFields(schema) ?? []);
  const meta = fields.find((field) => field.key === key)?.meta;
  const label = meta?.label[language] ?? key ?? '';
  return [label, ...rest].map((part) => plainText(part, nameLimit)).join(': ');
}

/** The secrets of each account and channel of a document, by {@link ownerKey}, and where they are. */
export function secretViews(
  document: SettingsDocument,
  kinds: Kinds,
  isKept: (id: string) => boolean,
  language: Language,
): Readonly<Record<string, readonly SecretView[]>> {
  const texts = textsOf(document, kinds).filter(({ kind, secret }) => secret || kind === 'secret');
  return Object.fromEntries(
    ownersOf(document, kinds).map(({ key, schema }) => {
      const own = texts.filter(({ owner }) => owner.key === key);
      return [
        key,
        own.map((text): SecretView => {
          const kept = isKept(secretId(text)) ? 'kept' : 'lost';
          return {
            path: fieldPath(text.path),
            label: fieldLabel(schema, text.path, language),
            state: text.kind === 'secret' ? kept : 'elsewhere',
          };
        }),
      ];
    }),
  );
}
