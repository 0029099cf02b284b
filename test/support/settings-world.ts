import * as z from 'zod';
import { type Channel, defineChannel, delivered } from '../../electron/core/channel.ts';
import { saying } from '../../electron/core/issue.ts';
import type { Capabilities, Provider } from '../../electron/core/provider.ts';
import { defineProvider } from '../../electron/core/provider.ts';
import type { SettingsWorld } from '../../electron/core/settings/reader.ts';

const able: Capabilities = {
  families: ['ipv4', 'ipv6'],
  ttl: { min: 60, max: 86_400 },
  proxied: true,
  zones: 'api',
  reads: true,
  creates: true,
  batch: true,
  repeatsArePunished: false,
  keepAlive: false,
  requestsPerChange: 1,
};

const label = (text: string) => ({ label: { en: text, 'zh-CN': text } });

function provider<Account>(
  id: string,
  account: z.ZodType<Account>,
  capabilities: Partial<Capabilities> = {},
): Provider {
  return defineProvider({
    id,
    name: { en: id, 'zh-CN': id },
    website: 'https://example.com/',
    docs: 'https://example.com/',
    triedAgainst: 'emulator',
    setup: { en: '', 'zh-CN': '' },
    account,
    capabilities: { ...able, ...capabilities },
    apply: async () => [],
  });
}

/** Two made-up providers: one that can do all, one that can do little. */
export const testProviders: readonly Provider[] = [
  provider(
    'strong',
    z.object({
      token: z
        .string()
        .min(1)
        .meta({ ...label('Token'), secret: true }),
      port: z.number().int().min(1).max(65_535).default(53).meta(label('Port')),
      mode: z.enum(['tcp', 'udp']).optional().meta(label('Mode')),
      url: z.url().optional().meta(label('URL')),
      headers: z
        .record(z.string(), z.string().meta({ ...label('Value'), secret: true }))
        .optional()
        .meta(label('Headers')),
    }),
  ),
  provider(
    'weak',
    z
      .strictObject({
        password: z.string().meta({ ...label('Password'), secret: true }),
        username: z.string().optional().meta(label('User')),
      })
      .superRefine(({ username }, context) => {
        if (username !== 'root') return;
        const message = { en: 'Not as root, please.', 'zh-CN': '请勿使用 root。' };
        context.addIssue({
          code: 'custom',
          path: ['username'],
          message: message.en,
          params: { message },
        });
      }),
    { families: ['ipv4'], ttl: false, proxied: false, zones: 'none' },
  ),
];

function channel<Account>(id: string, account: z.ZodType<Account>): Channel {
  return defineChannel<Account>({
    id,
    name: { en: id, 'zh-CN': id },
    website: `https://${id}.example/`,
    docs: 'https://example.com/',
    triedAgainst: 'emulator',
    setup: { en: '', 'zh-CN': '' },
    account,
    repeatable: false,
    send: async () => delivered,
  });
}

/** Two made-up channels. */
export const testChannels: readonly Channel[] = [
  channel(
    'loud',
    z.strictObject({
      key: z
        .string()
        .min(1)
        .meta({ ...label('Key'), secret: true }),
      room: z
        .string()
        .regex(/^[a-z]+$/)
        .optional()
        .meta(label('Room')),
      server: z
        .string()
        .refine(
          (text) => text.startsWith('https://'),
          saying({ en: 'Write the address in full.', 'zh-CN': '请填写完整的地址。' }),
        )
        .optional()
        .meta(label('Server')),
      volume: z.number().int().min(1).max(5).default(3).meta(label('Volume')),
      level: z.enum(['low', 'high']).optional().meta(label('Level')),
      headers: z
        .record(z.string(), z.string().meta({ ...label('Value'), secret: true }))
        .optional()
        .meta(label('Headers')),
    }),
  ),
  channel('quiet', z.strictObject({ topic: z.string().meta(label('Topic')) })),
];

const both = ['ipv4', 'ipv6'] as const;
const web = { transport: 'https', own: false } as const;
const rest = { own: false, default: false } as const;

/** Three operators, one of them with two sources, one without IPv6. */
export const testSources: SettingsWorld['sources'] = [
  { id: 'one', operator: 'one.example', families: both, ...web },
  { id: 'two', operator: 'two.example', families: both, ...web },
  { id: 'twin', operator: 'two.example', families: both, ...web },
  { id: 'udp', operator: 'udp.example', families: both, transport: 'stun', ...rest },
  { id: 'query', operator: 'query.example', families: both, transport: 'dns', ...rest },
  { id: 'router', operator: 'router', families: ['ipv4'], transport: 'gateway', ...rest },
  { id: 'four', operator: 'four.example', families: ['ipv4'], ...web },
  { id: 'rare', operator: 'rare.example', families: both, default: false, ...web },
];
