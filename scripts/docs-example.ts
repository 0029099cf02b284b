import { stringify } from 'yaml';
import * as z from 'zod';
import type { Language, Localized } from '../electron/contract/language.ts';
import type { Channel } from '../electron/core/channel.ts';
import type { Capabilities, Provider } from '../electron/core/provider.ts';
import { type AccountField, accountFields } from '../electron/core/settings/schema-fields.ts';
import { inLanguage, say } from './docs-page.ts';

/** What a field is tried with where it brings no placeholder: each kind of text that some field wants. */
const candidates: readonly unknown[] = [
  'abcdefghijklmnopqrstuvwxyz0123456789abcd',
  'example.com',
  'you@example.com',
  'https://dns.example.com',
  '12345',
  '0123456789abcdef0123456789abcdef',
  '123e4567-e89b-42d3-a456-426614174000',
  'c2VjcmV0LW9mLTMyLWJ5dGVzLW9yLXNvLWFiY2RlZmc=',
  1,
  true,
];

/** What of an example the declaration does not tell. */
interface Special {
  /** Lines of YAML under the account's key, where the shortest account would teach little. */
  readonly account?: readonly (string | Localized)[];
  /** Where names live that a host gives away. */
  readonly suffix?: string;
  /** The account is good for this name alone. */
  readonly only?: string;
  /** Seconds that the service takes, where it does not take the usual ones. */
  readonly ttl?: number;
  /** A name has to have an IPv4 address. */
  readonly ipv4?: boolean;
}

const specials: Readonly<Record<string, Special>> = {
  webhook: {
    account: [
      'url: https://dns.example.com/update?name={domain}&ip={ip}',
      'headers:',
      '  Authorization: { env: WEBHOOK_AUTHORIZATION }',
    ],
  },
  googlecloud: { account: ['key: { file: google-key.json }'] },
  freedns: {
    account: [
      'host: home.mooo.com',
      'token: { env: FREEDNS_TOKEN }',
      say(
        'tokenIpv6: { env: FREEDNS_TOKEN_IPV6 } # leave it out if the name has no AAAA record',
        'tokenIpv6: { env: FREEDNS_TOKEN_IPV6 } # 没有 AAAA 记录时删除此行',
      ),
    ],
    only: 'home.mooo.com',
  },
  he: { only: 'home.example.com' },
  aliesa: { ipv4: true },
  desec: { ttl: 3600 },
  njalla: { ttl: 900 },
  cloudns: { ttl: 900 },
  linode: { ttl: 300 },
  duckdns: { suffix: 'duckdns.org' },
  dyndns2: { suffix: 'ddns.net' },
  noip: { suffix: 'ddns.net' },
  dyn: { suffix: 'dyndns.org' },
  dynu: { suffix: 'freeddns.org' },
  dynv6: { suffix: 'dynv6.net' },
};

const texts = {
  types: say('only IPv6; without this line both', '只维护 IPv6；省略则两者都维护'),
  ttl: say('seconds; without this line it stays as it is', '单位为秒；省略则保持原值'),
  proxied: say('without this line it stays as it is', '省略则保持原值'),
};

function fits({ schema }: AccountField, value: unknown): boolean {
  return z.safeParse(schema, value).success;
}

/** A value that the field takes: its placeholder, a speaking name, its first choice, or a likely text. */
export function sampleOf(field: AccountField): unknown {
  const speaking = `your-${field.key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const { enum: choices = [] } = formOf(field);
  const open = field.meta?.secret ? [] : [speaking];
  const all = [field.meta?.placeholder, ...choices, ...open, ...candidates];
  return all.find((value) => value !== undefined && fits(field, value));
}

/** What JSON Schema tells of a field. */
export interface FieldForm {
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

export function formOf({ schema }: AccountField): FieldForm {
  const form = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return form as FieldForm;
}

/** A kind of account or of channel. */
export type Declared = Pick<Provider | Channel, 'id' | 'account'>;

/** The least fields of an account that works, a secret among them where there is one. */
export function neededFields({
  account: schema,
}: Pick<Declared, 'account'>): readonly AccountField[] {
  const fields = accountFields(schema) ?? [];
  const needed = fields.filter(({ required }) => required);
  const secret = fields.find(({ meta }) => meta?.secret);
  if (secret !== undefined && !needed.some(({ meta }) => meta?.secret)) needed.push(secret);
  for (;;) {
    const account = Object.fromEntries(needed.map((field) => [field.key, sampleOf(field)]));
    const { error } = z.safeParse(schema, account);
    // A refusal of the whole names the field that has to come along.
    const more = fields.find(
      (field) =>
        !needed.includes(field) && error?.issues.some(({ path: [key] }) => key === field.key),
    );
    if (more === undefined) return fields.filter((field) => needed.includes(field));
    needed.push(more);
  }
}

function variable(id: string, key: string): string {
  const words = `${id}_${key}`.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2');
  return words.replaceAll('-', '_').toUpperCase();
}

/** Those fields as lines of YAML. */
export function accountLines(declared: Declared): readonly string[] {
  return neededFields(declared).map((field) => {
    const { key, meta } = field;
    if (meta?.secret) return `${key}: { env: ${variable(declared.id, key)} }`;
    return `${key}: ${stringify(sampleOf(field)).trim()}`;
  });
}

/** Seconds that the free plans take as well. */
const usualTtl = 600;

/** Two records that show what a record may say, as far as this provider can do it. */
function recordLines(
  { families, ttl, proxied }: Capabilities,
  { suffix, ttl: own = usualTtl, ipv4 = false }: Special,
  language: Language,
): readonly string[] {
  const word = inLanguage(language);
  const nameOf = (label: string) =>
    suffix === undefined ? `${label}.example.com` : `your-${label}.${suffix}`;
  const lines = [
    `  - name: ${nameOf('home')}`,
    '    account: home',
    `  - name: ${nameOf(proxied ? 'www' : 'nas')}`,
    '    account: home',
  ];
  if (proxied) return [...lines, `    proxied: true # ${word(texts.proxied)}`];
  if (families.length > 1 && !ipv4) lines.push(`    types: [AAAA] # ${word(texts.types)}`);
  if (ttl === false) return lines;
  const seconds = Math.min(Math.max(own, ttl.min), ttl.max);
  return [...lines, `    ttl: ${seconds} # ${word(texts.ttl)}`];
}

/** A settings file for an account of this provider with two records. */
export function exampleOf(provider: Provider, language: Language): string {
  const special = specials[provider.id] ?? {};
  const { account = accountLines(provider), only } = special;
  const lines = [
    'version: 1',
    'accounts:',
    '  home:',
    `    provider: ${provider.id}`,
    ...account.map((line) => `    ${typeof line === 'string' ? line : line[language]}`),
    'records:',
    ...(only === undefined
      ? recordLines(provider.capabilities, special, language)
      : [`  - name: ${only}`, '    account: home']),
  ];
  return `\`\`\`yaml\n${lines.join('\n')}\n\`\`\``;
}
