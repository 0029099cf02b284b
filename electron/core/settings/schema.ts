import type { Localized } from '../../contract/language.ts';
import { formatDuration } from '../duration.ts';
import type { LogLevel } from '../ports.ts';
import { defaultInterval, defaultTimeout, intervalRange, timeoutRange } from '../settings.ts';
import { tellingKeys } from './schema-channels.ts';
import type { KeyTable } from './schema-key.ts';
import { accountKeys, recordKeys } from './schema-records.ts';

export const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
export const defaultLogLevel: LogLevel = 'info';

/** Asked how far a change has spread: Cloudflare, Google, Quad9, AliDNS, DNSPod. */
export const defaultPublicResolvers = [
  '1.1.1.1',
  '8.8.8.8',
  '9.9.9.9',
  '223.5.5.5',
  '119.29.29.29',
];

const sourcesText = (family: 'IPv4' | 'IPv6'): Localized => ({
  en: `Where the ${family} address is learnt: ids of built-in sources, \`{ url: … }\`, \`{ interface: … }\`, \`{ command: … }\`, or \`off\`. A new address counts when two sources of different operators agree; a single source of your own is believed.`,
  'zh-CN': `从何处得知 ${family} 地址：内置来源名、\`{ url: … }\`、\`{ interface: … }\`、\`{ command: … }\`，或 \`off\`。新地址须有两家不同运营方的来源一致才会采用；若只配置了一个自有来源，则直接采信。`,
});

const everySource: Localized = {
  en: 'every built-in source of the family',
  'zh-CN': '该地址族的全部内置来源',
};

const log: KeyTable = {
  level: {
    value: { kind: 'oneOf', values: logLevels },
    example: 'debug',
    default: defaultLogLevel,
    text: { en: 'The least important entries that are logged.', 'zh-CN': '记录的最低级别。' },
  },
  file: {
    value: { kind: 'text' },
    example: 'ddns-tray.log',
    default: { en: 'none', 'zh-CN': '无' },
    text: {
      en: 'A file for the log, relative to this file. At 1 MB a new one is begun; five are kept.',
      'zh-CN': '日志文件，相对于本配置文件。写满 1 MB 即换新文件，共保留五个。',
    },
  },
};

const sources: KeyTable = {
  ipv4: {
    value: { kind: 'sources', family: 'ipv4' },
    example: '[ipify, identme, amazon]',
    default: everySource,
    text: sourcesText('IPv4'),
  },
  ipv6: {
    value: { kind: 'sources', family: 'ipv6' },
    example: 'off',
    default: everySource,
    text: sourcesText('IPv6'),
  },
};

const networks: KeyTable = {
  approved: {
    value: { kind: 'texts' },
    example: '["00:11:22:33:44:55", Home]',
    default: { en: 'everywhere', 'zh-CN': '所有网络' },
    text: {
      en: 'The only networks where anything is asked and written: the hardware addresses of their routers, or the names that Windows gives them.',
      'zh-CN': '只在这些网络中查询和写入：路由器的硬件地址，或 Windows 中的网络名称。',
    },
  },
  ignore: {
    value: { kind: 'texts' },
    example: '["docker*", "vEthernet*"]',
    default: { en: 'none', 'zh-CN': '无' },
    text: {
      en: 'Network adapters whose addresses and changes are not looked at; `*` stands for any characters.',
      'zh-CN': '不理会其地址和变化的网络适配器；`*` 代表任意字符。',
    },
  },
  bind: {
    value: { kind: 'text' },
    example: 'eth0',
    default: { en: 'as the system routes', 'zh-CN': '按系统路由' },
    text: {
      en: 'The network adapter by which the sources are asked. Where it has no address, nothing is found out.',
      'zh-CN': '查询来源时使用的网络适配器。它没有地址时，无法得知公网地址。',
    },
  },
  tunnels: {
    value: { kind: 'boolean' },
    example: 'true',
    default: 'false',
    text: {
      en: 'Whether a new address is believed while this computer reaches the Internet through a VPN or another tunnel. It is then the address of the far end.',
      'zh-CN': '本机经由 VPN 或其他隧道上网时，是否采信新的地址。那时得到的是隧道另一端的地址。',
    },
  },
};

const verify: KeyTable = {
  resolvers: {
    value: { kind: 'servers' },
    example: '[192.168.1.1]',
    default: { en: "the system's", 'zh-CN': '系统设置' },
    text: {
      en: 'DNS servers that are asked for the name servers of a zone.',
      'zh-CN': '用于查询区域权威服务器的 DNS 服务器。',
    },
  },
  publicResolvers: {
    value: { kind: 'servers' },
    example: '[9.9.9.9, "[2620:fe::fe]:53"]',
    default: `[${defaultPublicResolvers.join(', ')}]`,
    text: {
      en: 'DNS servers that are asked how far a change has spread; `[]` for none.',
      'zh-CN': '用于查看变更扩散情况的公共 DNS 服务器；`[]` 表示不查询。',
    },
  },
};

/** Every key of the settings file: what it holds, its default, and what it is for. */
export const settingsKeys = {
  version: {
    value: { kind: 'version' },
    required: true,
    example: '1',
    text: { en: 'The version of this format.', 'zh-CN': '本格式的版本。' },
  },
  interval: {
    value: { kind: 'duration', ...intervalRange },
    example: '30s',
    default: formatDuration(defaultInterval),
    text: { en: 'The time between two checks.', 'zh-CN': '两次检查的间隔。' },
  },
  timeout: {
    value: { kind: 'duration', ...timeoutRange },
    example: '5s',
    default: formatDuration(defaultTimeout),
    text: { en: 'How long one request may take.', 'zh-CN': '单个请求的最长时间。' },
  },
  proxy: {
    value: { kind: 'text' },
    example: 'http://192.168.1.1:3128',
    default: { en: "the environment's", 'zh-CN': '按环境变量' },
    text: {
      en: 'The HTTP proxy to the APIs of the DNS services: `http://host:port`, `https://host:port`, or `off` for none. Left out, `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` decide; a proxy that wants a user name and a password is set there. One that is set here is not used for this computer itself, nor for hosts that `NO_PROXY` names. It serves HTTPS only: what goes by plain HTTP goes as if nothing were set here. The public address is always learnt without a proxy.',
      'zh-CN':
        '访问 DNS 服务商 API 所用的 HTTP 代理：`http://主机:端口`、`https://主机:端口`，或 `off`（不用代理）。省略时由环境变量 `HTTPS_PROXY`、`HTTP_PROXY` 和 `NO_PROXY` 决定；需要用户名和密码的代理请在环境变量中设置。此处设置的代理不用于本机，也不用于 `NO_PROXY` 列出的主机。仅用于 HTTPS；以明文 HTTP 发出的请求视同此处未设置。获知公网地址时从不使用代理。',
    },
  },
  log: {
    value: { kind: 'map', keys: log },
    example: '{ level: info }',
    text: { en: 'What is logged, and where to.', 'zh-CN': '日志的内容与去向。' },
  },
  sources: {
    value: { kind: 'map', keys: sources },
    example: '{ ipv6: off }',
    text: { en: 'How the public address is learnt.', 'zh-CN': '如何得知公网地址。' },
  },
  networks: {
    value: { kind: 'map', keys: networks },
    example: '{ approved: ["00:11:22:33:44:55"] }',
    text: {
      en: 'On which networks and by which adapters the program works.',
      'zh-CN': '在哪些网络、通过哪些网络适配器工作。',
    },
  },
  accounts: {
    value: { kind: 'accounts', keys: accountKeys },
    required: true,
    example: '{ home: { provider: cloudflare, token: { env: CF_TOKEN } } }',
    text: {
      en: 'Accounts at DNS services, each under a name of your choice. Any text in an account can stand elsewhere instead, as `{ env: NAME }` or `{ file: PATH }`; see [Secrets](#secrets).',
      'zh-CN':
        'DNS 服务商的账户，键名自定。账户中的任何文本都可放在别处，写成 `{ env: 变量名 }` 或 `{ file: 路径 }`，见[凭据](#凭据)。',
    },
  },
  records: {
    value: { kind: 'records', keys: recordKeys },
    required: true,
    example: '[{ name: home.example.com, account: home }]',
    text: {
      en: 'The records to keep up to date. No other record is touched.',
      'zh-CN': '要保持更新的记录。其他记录一概不动。',
    },
  },
  ...tellingKeys,
  verify: {
    value: { kind: 'map', keys: verify },
    example: '{ publicResolvers: [9.9.9.9] }',
    text: { en: 'How a change is verified by DNS.', 'zh-CN': '如何用 DNS 核实变更。' },
  },
} as const satisfies KeyTable;

export const logKeys = log;
export const sourcesKeys = sources;
export const networksKeys = networks;
export const verifyKeys = verify;
