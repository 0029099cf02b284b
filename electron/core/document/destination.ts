import type { Language } from '../../contract/language.ts';
import { plainText } from '../plain-text.ts';
import { referenceKind } from '../settings/reader-secrets.ts';
import { isMap } from '../settings/reader-walk.ts';
import { accountFields } from '../settings/schema-fields.ts';
import type { Kinds, Owner } from './owners.ts';

const limit = 300;
/** The fields in which an account or a channel names where it leads, in their own words. */
const fields = {
  accounts: ['server', 'url', 'preset'],
  channels: ['server', 'url', 'host'],
} as const;

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
 * Where an account or a channel, as a text has it, would send its credentials: the host that it
 * names, the variable or file that names it, or the service. Undefined for what is neither.
 */
export function destinationOf(
  { section, raw, schema }: Owner,
  { providers, channels = [] }: Kinds,
  language: Language,
): string | undefined {
  if (section === 'api') return undefined;
  const [kind, known] =
    section === 'accounts' ? [raw.provider, providers] : [raw.channel, channels];
  if (typeof kind !== 'string') return undefined;
  const own = schema === undefined ? [] : (accountFields(schema) ?? []);
  for (const field of fields[section]) {
    const has = own.some(({ key }) => key === field) && Object.hasOwn(raw, field);
    const found = has ? named(raw[field]) : undefined;
    if (found !== undefined) return plainText(found, limit);
  }
  const service = known.find(({ id }: { readonly id: string }) => id === kind);
  return plainText(service?.name[language] ?? kind, limit);
}
