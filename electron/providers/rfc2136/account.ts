import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { parseAddress } from '../../core/address.ts';
import { canonicalDomain, type Domain } from '../../core/dns/domain.ts';
import { saying } from '../../core/issue.ts';
import { isNameProblem, parseName } from '../../core/name.ts';
import { readTsigSecret, type TsigKey, tsigAlgorithms } from '../signing/tsig.ts';

/** A name of one label or more, Unicode allowed; undefined where it is none. */
function domainOf(text: string): Domain | undefined {
  const parsed = parseName(text);
  if (!isNameProblem(parsed)) return parsed;
  return parsed === 'single' ? canonicalDomain(text) : undefined;
}

/** Key names are labels like any others, and mostly a single one. */
function keyNameOf(text: string): Domain | undefined {
  return /^[\w.-]+$/.test(text) ? canonicalDomain(text) : undefined;
}

function isHost(text: string): boolean {
  return parseAddress(text) !== undefined || domainOf(text) !== undefined;
}

const texts = {
  server: {
    en: 'Write a host name or an IP address. The port has a field of its own.',
    'zh-CN': '请填写主机名或 IP 地址，端口另填。',
  },
  zone: {
    en: 'Write the name of a zone, such as example.com.',
    'zh-CN': '请填写区域名称，例如 example.com。',
  },
  keyName: {
    en: 'Write the name of the key as the server knows it, such as ddns-key.',
    'zh-CN': '请填写服务器上的密钥名称，例如 ddns-key。',
  },
  secret: {
    en: 'Copy the secret from the key file: it is base64 text.',
    'zh-CN': '请从密钥文件中复制密钥，它是一段 base64 文本。',
  },
  pair: {
    en: 'The key name and the secret belong together. Fill in both, or neither.',
    'zh-CN': '密钥名称与密钥须同时填写，或同时留空。',
  },
} as const satisfies Record<string, Localized>;

/** One name server, and the key that it knows us by. */
export const rfc2136Account = z
  .strictObject({
    server: z
      .string()
      .refine(isHost, saying(texts.server))
      .meta({
        label: { en: 'Name server', 'zh-CN': '域名服务器' },
        help: {
          en: 'The primary server of the zone: a host name or an IP address.',
          'zh-CN': '该区域的主服务器，填主机名或 IP 地址。',
        },
        placeholder: 'ns1.example.com',
      }),
    port: z
      .number()
      .int()
      .min(1)
      .max(65_535)
      .default(53)
      .meta({ label: { en: 'Port', 'zh-CN': '端口' }, placeholder: '53' }),
    zone: z
      .string()
      .refine((text) => domainOf(text) !== undefined, saying(texts.zone))
      .optional()
      .meta({
        label: { en: 'Zone', 'zh-CN': '区域' },
        help: {
          en: 'Left empty, the server is asked which zone holds each name.',
          'zh-CN': '留空则向服务器查询每个名称属于哪个区域。',
        },
        placeholder: 'example.com',
      }),
    keyName: z
      .string()
      .refine((text) => keyNameOf(text) !== undefined, saying(texts.keyName))
      .optional()
      .meta({
        label: { en: 'Key name', 'zh-CN': '密钥名称' },
        help: {
          en: 'Left empty together with the secret, updates go unsigned and the server must know this computer by its address.',
          'zh-CN': '与密钥一并留空时，更新不签名，服务器须凭本机地址放行。',
        },
        placeholder: 'ddns-key',
      }),
    algorithm: z
      .enum(tsigAlgorithms)
      .default('hmac-sha256')
      .meta({ label: { en: 'Algorithm', 'zh-CN': '算法' } }),
    secret: z
      .string()
      .refine((text) => readTsigSecret(text) !== undefined, saying(texts.secret))
      .optional()
      .meta({
        label: { en: 'Secret', 'zh-CN': '密钥' },
        help: {
          en: 'The base64 text that tsig-keygen prints.',
          'zh-CN': 'tsig-keygen 输出的 base64 文本。',
        },
        secret: true,
      }),
    transport: z
      .enum(['tcp', 'udp'])
      .default('tcp')
      .meta({ label: { en: 'Transport', 'zh-CN': '传输方式' } }),
  })
  .superRefine((account, issues) => {
    const { keyName, secret } = account;
    if ((keyName === undefined) === (secret === undefined)) return;
    const missing = keyName === undefined ? 'keyName' : 'secret';
    issues.addIssue({ code: 'custom', path: [missing], ...saying(texts.pair) });
  });

export type Rfc2136Account = z.infer<typeof rfc2136Account>;

/** The key that signs; undefined for an account that goes by its address. */
export function keyOf(account: Rfc2136Account): TsigKey | undefined {
  const name = keyNameOf(account.keyName ?? '');
  const secret = readTsigSecret(account.secret ?? '');
  if (name === undefined || secret === undefined) return undefined;
  return { name, algorithm: account.algorithm, secret };
}

/** The zone that the account names, as it goes over the wire. */
export function zoneOf(account: Rfc2136Account): Domain | undefined {
  return account.zone === undefined ? undefined : domainOf(account.zone);
}
