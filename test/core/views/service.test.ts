import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { languages } from '../../../electron/contract/language.ts';
import { defineProvider } from '../../../electron/core/provider.ts';
import { serviceForm } from '../../../electron/core/views/service.ts';
import { serviceCards } from '../../../electron/core/views/service-cards.ts';
import { watchingChoices } from '../../../electron/core/views/watching-choices.ts';
import { presets } from '../../../electron/providers/dyndns2/presets.ts';
import { builtInSources } from '../../../electron/sources/registry.ts';
import { edited } from '../../support/edit-world.ts';
import { providers } from '../../support/registered.ts';
import { testProviders } from '../../support/settings-world.ts';

const world = { providers, presets: { dyndns2: presets } };
const cards = serviceCards(world, 'en');
const han = /\p{Script=Han}/u;

function formOf(id: string, language: 'en' | 'zh-CN' = 'en') {
  const form = serviceForm(id, world, language);
  if (form === undefined) throw new Error(`no service ${id}`);
  return form;
}

describe('the cards of services', () => {
  it('are the providers, then the hosts that one knows by name, then servers of one’s own', () => {
    const ids = cards.map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(providers.slice(0, 2).map(({ id }) => id));
    expect(ids.indexOf('dyndns2/strato')).toBeGreaterThan(ids.indexOf('rainyun'));
    expect(ids.slice(-5)).toEqual(['hipmdnsmgr', 'rfc2136', 'powerdns', 'dyndns2', 'webhook']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(providers.length + presets.length);
  });

  it.each(languages)('have names of their own (%s)', (language) => {
    const names = serviceCards(world, language).map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it('are found by names in each language, by the id and by the host', () => {
    const alidns = cards.find(({ id }) => id === 'alidns');
    expect(alidns?.words).toEqual(
      expect.arrayContaining(['阿里云云解析 DNS', 'alidns', 'aliyun.com']),
    );
    const strato = cards.find(({ id }) => id === 'dyndns2/strato');
    expect(strato).toMatchObject({ provider: 'dyndns2', preset: 'strato', name: 'STRATO' });
    expect(strato?.words).toEqual(expect.arrayContaining(['dyndns2', 'strato.de']));
    expect(cards.find(({ id }) => id === 'dyndns2')?.words.join()).not.toContain('No-IP');
  });

  it.each([
    ['hetzner', 'DE'],
    ['dyndns2/strato', 'DE'],
    ['dyndns2/infomaniak', 'CH'],
    ['noip', undefined],
    ['dyndns2/noip', undefined],
    ['dyndns2', undefined],
  ])('say where %s has most of its users: %s', (service, country) => {
    expect(cards.find(({ id }) => id === service)).toMatchObject({ country });
  });
});

describe('the form of a service', () => {
  it('is not there for what is no service', () => {
    for (const id of ['', 'x', 'dyndns2/x', 'cloudflare/x', 'dyndns2/strato/x', '__proto__'])
      expect(serviceForm(id, world, 'en'), id).toBeUndefined();
  });

  it('of a known host has what the choice leaves open', () => {
    expect(formOf('dyndns2/strato')).toMatchObject({
      name: 'STRATO',
      fixed: { preset: 'strato' },
      link: 'https://www.strato.de',
      families: ['ipv4', 'ipv6'],
      listsZones: false,
      fields: [
        { path: 'username', required: true },
        { path: 'password', required: true, secret: true },
      ],
    });
    expect(formOf('dyndns2/loopia').families).toEqual(['ipv4']);
    expect(formOf('dyndns2/myaddr').fields.map(({ path }) => path)).toEqual(['password']);
  });

  it('of a server of one’s own has no page to go to', () => {
    const { link, fields, fixed } = formOf('dyndns2');
    expect({ link, fixed }).toEqual({ link: undefined, fixed: {} });
    expect(fields.map(({ path, required }) => [path, required])).toEqual([
      ['server', true],
      ['username', false],
      ['password', true],
    ]);
    expect(formOf('webhook').link).toBeUndefined();
    expect(formOf('cloudflare').link).toMatch(/^https:/);
  });

  it('says what the service can do', () => {
    expect(formOf('cloudflare')).toMatchObject({ proxied: true, listsZones: true });
    expect(formOf('duckdns')).toMatchObject({ ttl: false, proxied: false, listsZones: false });
    for (const { id, records, zones } of providers) {
      expect(formOf(id)).toMatchObject({
        listsRecords: records !== undefined,
        listsZones: zones !== undefined,
      });
    }
  });

  it('takes the kind of each field from its declaration', () => {
    const input = (id: string, path: string) =>
      formOf(id).fields.find((field) => field.path === path)?.input;
    expect(input('rfc2136', 'port')).toEqual({ kind: 'number', min: 1, max: 65_535 });
    expect(input('rfc2136', 'transport')).toEqual({
      kind: 'choice',
      options: [
        { value: 'tcp', label: 'tcp' },
        { value: 'udp', label: 'udp' },
      ],
      initial: 'tcp',
    });
    expect(input('ovh', 'region')).toMatchObject({
      options: [
        { value: 'eu', label: 'Europe' },
        { value: 'ca', label: 'Canada and the rest of the world' },
        { value: 'us', label: 'USA' },
      ],
    });
    expect(input('googlecloud', 'key')).toEqual({ kind: 'text', multiline: true });
    expect(input('webhook', 'headers')).toEqual({ kind: 'pairs' });
    expect(input('webhook', 'success/status')).toEqual({ kind: 'text', multiline: false });
    expect(formOf('webhook').fields.find(({ path }) => path === 'success/body')).toMatchObject({
      label: 'Success: Answer',
      required: false,
      placeholder: '^(?:good|nochg)',
    });
  });

  it('needs no more than a declaration', () => {
    const label = (en: string) => ({ label: { en, 'zh-CN': en } });
    const made = defineProvider({
      ...(testProviders[0] ?? providers[0]),
      id: 'made',
      account: z.object({
        on: z.boolean().default(true).meta(label('On')),
        level: z.literal(['low', 'high']).meta(label('Level')),
        share: z.number().max(1).optional().meta(label('Share')),
        inner: z.object({ key: z.string().meta({ ...label('Key'), secret: true }) }),
        texts: z.array(z.string()).meta(label('Texts')),
        pairs: z.record(z.string(), z.string()).meta({ ...label('Pairs'), secret: true }),
      }),
    } as Parameters<typeof defineProvider>[0]);
    const form = serviceForm('made', { providers: [made], presets: {} }, 'en');
    const shown = form?.fields.map(({ path, input, secret, required }) => {
      return [path, input.kind, secret, required];
    });
    expect(shown).toEqual([
      ['on', 'switch', false, false],
      ['level', 'choice', false, true],
      ['share', 'number', false, false],
      ['inner/key', 'text', true, true],
      ['texts', 'text', false, true],
      ['pairs', 'pairs', true, true],
    ]);
    const values = {
      ...{ on: 'false', level: 'low', share: '0.5', 'inner/key': 'k', texts: 'a, b' },
      'pairs/x': 'y',
    };
    const account = { id: 'a', service: 'made', values };
    const edit = { kind: 'account', isNew: true, account } as const;
    expect(edited(edit, { version: 1 }, { providers: [made] })).toEqual({
      document: {
        version: 1,
        accounts: {
          a: {
            provider: 'made',
            ...{ on: false, level: 'low', share: 0.5, inner: { key: 'k' }, texts: ['a', 'b'] },
            pairs: { x: 'y' },
          },
        },
      },
      problems: [],
    });
  });
});

/** An RSA key of the length that services give out. */
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** What a field takes beyond its example, and a field that one of its kind has to be filled in of. */
const samples: Readonly<Record<string, string>> = {
  'googlecloud/key': JSON.stringify({
    type: 'service_account',
    project_id: 'p',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: 'a@example.com',
  }),
  'freedns/token': 'abcdef0123456789',
  'cloudns/authId': '1234',
};

const anyText = 'abcdef0123456789';

describe.each(cards.map(({ id }) => id))('the form of %s', (id) => {
  const form = formOf(id);

  it('has a label for each field, in each language', () => {
    expect(form.fields).not.toEqual([]);
    const zh = formOf(id, 'zh-CN');
    expect(zh.fields.map(({ path }) => path)).toEqual(form.fields.map(({ path }) => path));
    for (const { label, path } of [...form.fields, ...zh.fields]) {
      expect(label.trim(), path).not.toBe('');
      expect(label, path).not.toContain('undefined');
    }
    for (const { label, help = '' } of form.fields) expect(`${label}${help}`).not.toMatch(han);
  });

  it('has all that an account needs: filled in, it is taken', () => {
    const values = form.fields.flatMap(({ path, placeholder, required, input }) => {
      const sample = samples[`${id}/${path}`];
      if (!required && sample === undefined) return [];
      const initial = input.kind === 'choice' ? input.initial : undefined;
      return [[path, sample ?? initial ?? placeholder?.replace('…', anyText) ?? anyText]];
    });
    const account = { id: 'home', service: id, values: Object.fromEntries(values) };
    const edit = { kind: 'account', isNew: true, account } as const;
    const { document, problems } = edited(edit, { version: 1 }, { providers });
    expect(problems).toEqual([]);
    expect(document.accounts).toMatchObject({ home: { provider: form.provider, ...form.fixed } });
  });
});

describe('what may be chosen among for the watching', () => {
  it('is the built-in sources, and what this computer has', () => {
    const interfaces = [{ name: 'eth0', addresses: ['192.0.2.1'] }];
    const choices = watchingChoices(builtInSources, interfaces);
    expect(choices.sources.map(({ id }) => id)).toEqual(builtInSources.map(({ id }) => id));
    expect(choices.sources.filter(({ usual }) => usual).map(({ id }) => id)).toEqual(
      builtInSources.filter((each) => each.default !== false).map(({ id }) => id),
    );
    expect(choices).toMatchObject({ interfaces, interval: '1m', timeout: '10s' });
    expect(choices.publicResolvers).toContain('9.9.9.9');
  });
});
