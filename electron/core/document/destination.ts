import type { Language } from '../../contract/language.ts';
import { plainText } from '../plain-text.ts';
import type { Provider } from '../provider.ts';
import { referenceKind } from '../settings/reader-secrets.ts';
import { isMap } from '../settings/reader-walk.ts';
import { accountFields } from '../settings/schema-fields.ts';

const limit = 300;
/** The fields in which an account names where it leads, the providers' own words. */
const fields = ['server', 'url', 'preset'] as const;

/** The host and port of a web address; any other text as it is. */
function hostText(text: string): string {
  try {
    const { protocol, host } = new URL(text);
    if (protocol === 'https:' || protocol === 'http:') return host;
  } catch {
    // A host name, or nothing that could be used.
  }
  return text;
}

function named(value: unknown): string | undefined {
  if (typeof value === 'string') return hostText(value);
  if (!isMap(value)) return undefined;
  const kind = referenceKind(value);
  const name = kind === undefined ? undefined : value[kind];
  if (typeof name !== 'string') return undefined;
  if (kind === 'env') return `$${name}`;
  return kind === 'file' ? name : undefined;
}

/**
 * Where an account, as a text has it, would send its credentials: the host that it names, the
 * variable or file that names it, or the provider. Undefined for what is no account.
 */
export function destinationOf(
  account: unknown,
  providers: readonly Provider[],
  language: Language,
): string | undefined {
  if (!isMap(account) || typeof account.provider !== 'string') return undefined;
  const { provider } = account;
  const known = providers.find(({ id }) => id === provider);
  const own = known === undefined ? [] : (accountFields(known.account) ?? []);
  for (const field of fields) {
    const has = own.some(({ key }) => key === field) && Object.hasOwn(account, field);
    const found = has ? named(account[field]) : undefined;
    if (found !== undefined) return plainText(found, limit);
  }
  return plainText(known?.name[language] ?? provider, limit);
}
