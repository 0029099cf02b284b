import { defaultPrefix, prefixRange } from '../host-address.ts';
import { recordTypes } from '../record.ts';
import type { KeyTable } from './schema-key.ts';

/** The key that every account has; the others are the provider's. */
export const accountKeys: KeyTable = {
  provider: {
    value: { kind: 'text' },
    required: true,
    example: 'cloudflare',
    text: {
      en: 'The DNS service. Its other keys are listed in [providers.md](providers.md).',
      'zh-CN': 'DNS 服务商。其余的键见 [providers.zh-CN.md](providers.zh-CN.md)。',
    },
  },
};

/** The keys of one entry of `records`. */
export const recordKeys: KeyTable = {
  name: {
    value: { kind: 'names' },
    required: true,
    example: 'home.example.com',
    text: {
      en: 'The full host name, or a list of them. International names and `*.example.com` work.',
      'zh-CN': '完整的主机名，或主机名列表。支持中文等国际化域名和 `*.example.com`。',
    },
  },
  account: {
    value: { kind: 'text' },
    required: true,
    example: 'home',
    text: {
      en: 'The account, by its key under `accounts`.',
      'zh-CN': '所用账户，即 `accounts` 下的键。',
    },
  },
  types: {
    value: { kind: 'types' },
    example: '[A]',
    default: {
      en: '`[A, AAAA]`, without a type whose sources are off; `AAAA` with `host`',
      'zh-CN': '`[A, AAAA]`，来源已关闭的类型除外；有 `host` 时为 `AAAA`',
    },
    text: {
      en: `Which types to keep: ${recordTypes.join(', ')}.`,
      'zh-CN': `要维护的类型：${recordTypes.join('、')}。`,
    },
  },
  host: {
    value: { kind: 'text' },
    example: '"::10"',
    default: { en: 'this computer', 'zh-CN': '本机' },
    text: {
      en: 'Another device in the same network that the name is for: the end of its IPv6 address, such as `"::10"`, or its hardware address, such as `"00:11:22:33:44:55"`, where it makes its address of that (EUI-64). The record gets the beginning of the public IPv6 address with this end, so it is of type `AAAA` alone; a computer that runs all day can so keep the names of a whole household, one entry for each device.',
      'zh-CN':
        '该名称所指的同一网络中的另一台设备：其 IPv6 地址的后缀（如 `"::10"`），或硬件地址（如 `"00:11:22:33:44:55"`，适用于由硬件地址生成 IPv6 地址的设备，即 EUI-64）。记录的内容为公网 IPv6 地址的前缀加上此后缀，因此类型只能是 `AAAA`。这样，一台常开的电脑就能维护全家设备的名称，每台设备写一条。',
    },
  },
  prefix: {
    value: { kind: 'prefix' },
    example: '56',
    default: String(defaultPrefix),
    text: {
      en: `How many bits of the public IPv6 address the device of \`host\` shares, ${prefixRange.min} to ${prefixRange.max}; with a hardware address 64 at most.`,
      'zh-CN': `\`host\` 所指设备与公网 IPv6 地址相同的前缀位数，${prefixRange.min} 到 ${prefixRange.max}；使用硬件地址时最大为 64。`,
    },
  },
  ttl: {
    value: { kind: 'ttl' },
    example: '120',
    default: { en: 'as found', 'zh-CN': '保持原值' },
    text: {
      en: 'How long resolvers may keep the record: seconds, or a duration such as `5m`.',
      'zh-CN': '解析器可缓存该记录多久：秒数，或 `5m` 这样的时长。',
    },
  },
  proxied: {
    value: { kind: 'boolean' },
    example: 'true',
    default: { en: 'as found', 'zh-CN': '保持原值' },
    text: {
      en: "Whether the provider's proxy answers in place of this computer, where it has one.",
      'zh-CN': '是否由服务商的代理代为应答（仅限提供代理的服务商）。',
    },
  },
  zone: {
    value: { kind: 'name' },
    example: 'example.com',
    default: { en: 'found by itself', 'zh-CN': '自动查找' },
    text: { en: 'The zone that holds the name.', 'zh-CN': '该名称所在的区域。' },
  },
};
