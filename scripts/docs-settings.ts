import { channelEvents } from '../electron/contract/channel-event.ts';
import type { Language, Localized } from '../electron/contract/language.ts';
import { formatDuration } from '../electron/core/duration.ts';
import { prefixRange } from '../electron/core/host-address.ts';
import { settingsKeys } from '../electron/core/settings/schema.ts';
import type { Key, KeyTable } from '../electron/core/settings/schema-key.ts';
import { ttlRange } from '../electron/core/settings.ts';
import type { BuiltInSource } from '../electron/sources/https-echo.ts';
import { code, generated, inLanguage, page, say, table } from './docs-page.ts';

const example = `# yaml-language-server: $schema=./settings.schema.json
version: 1
interval: 1m
sources:
  ipv6: off
accounts:
  home:
    provider: cloudflare
    token: { env: CF_TOKEN }
records:
  - name: home.example.com
    account: home
    ttl: 120`;

const hostsExample = `records:
  - name: home.example.com
    account: home
  - { name: nas.example.com, account: home, host: "::10" }
  - { name: printer.example.com, account: home, host: "00:11:22:33:44:55" }`;

const texts = {
  title: say('# The settings file', '# 配置文件'),
  intro: say(
    'YAML 1.2, UTF-8, at most 1 MiB. `ddns-tray check -c FILE` tells what is wrong, with line and column. An unknown key is an error. A settings file can run commands and send files of yours to a server, so treat one from somebody else like a program. [settings.schema.json](settings.schema.json) gives an editor completion.',
    'YAML 1.2、UTF-8、不超过 1 MiB。`ddns-tray check -c 文件` 会指出错误所在的行和列。出现未知的键即报错。配置文件可以运行命令，也可以把本机文件发送给服务器，因此请像对待程序一样谨慎对待他人提供的配置文件。[settings.schema.json](settings.schema.json) 可让编辑器自动补全。',
  ),
  keys: say('## Keys', '## 全部的键'),
  head: [
    say('Key', '键'),
    say('Type', '类型'),
    say('Default', '默认值'),
    say('Range', '范围'),
    say('Example', '示例'),
    say('Meaning', '含义'),
  ],
  required: say('**required**', '**必填**'),
  hosts: say('## Other devices of the network', '## 网络中的其他设备'),
  hostsText: say(
    'Over IPv6 every device has a public address of its own. All of them begin with the prefix that the provider of the connection gives, and that changes; the rest stays as it is. With `host` a record is for the device with that rest, so that one computer keeps the names of all:',
    '使用 IPv6 时，每台设备都有自己的公网地址：开头是运营商分配、会变化的前缀，其余部分保持不变。写上 `host` 的记录指向具有该后缀的设备，因此一台电脑就能维护所有设备的名称：',
  ),
  hostsNotes: say(
    'When the prefix changes, all of these records are written; when only this computer’s own end changes, those of the others stay. A device that has a temporary address for what it sends is still reached by its stable one: take the end of that, which the device or the router shows, and let the router’s firewall let visitors through to it. A hardware address serves where the device makes its address of it (the address has `ff:fe` in its middle); most computers and phones do not, most printers and cameras do. Where a name is to have an IPv4 address too, give it a second entry with `types: [A]` and without `host`: that is the address of the router, which passes visitors on.',
    '前缀变化时，所有这些记录都会更新；只有本机后缀变化时，其他设备的记录不受影响。设备对外使用临时地址时，仍可通过其稳定地址访问：请使用设备或路由器上显示的稳定地址的后缀，并在路由器防火墙中放行。硬件地址适用于由它生成 IPv6 地址的设备（地址中间有 `ff:fe`）：电脑和手机大多不是，打印机和摄像头大多是。如果同一名称还要有 IPv4 地址，请另写一条带 `types: [A]`、不带 `host` 的记录：那是路由器的地址，由路由器转发给设备。',
  ),
  secrets: say('## Secrets', '## 凭据'),
  secretsText: say(
    'Any text in an account or a channel, and the token of `api`, is a plain text, `{ env: NAME }` for an environment variable, or `{ file: PATH }` for a plain file (no pipe, no device) of at most 64 KiB relative to the settings file; one line break at its end is dropped. On Windows the file may not be a network or device path (`\\\\server\\…`). An empty variable counts as missing. Numbers that are secrets need quotes: `password: "123456"`.\n\nThe desktop app writes two more kinds when it exports its settings. `{ secret: ACCOUNT/FIELD }`, for a channel `{ secret: channels:CHANNEL/FIELD }`, stands for a secret that stayed in the app: `ddns-tray` cannot read it, so write the secret in its place. `{ sealed: TEXT }` is a secret sealed with the passphrase of the export (scrypt, AES-256-GCM), for that field of that account alone: `ddns-tray` opens it with the passphrase in the environment variable `DDNS_TRAY_PASSPHRASE`. The other fields of an account with a sealed secret must stay as they were exported, or the secret does not open; the account’s name and the records may change. The addresses of your own sources are exported whole, with any token in them. Where the app imports a file, it uses a secret that it has for `{ secret: … }` only in an account that the file leaves exactly as it is.',
    '账户和通知渠道中的任何文本，以及 `api` 的令牌，都可以直接书写，也可以写成 `{ env: 变量名 }`（环境变量）或 `{ file: 路径 }`（不超过 64 KiB 的普通文件，不能是管道或设备；路径相对于配置文件；末尾的一个换行会被去掉；在 Windows 上不能是 `\\\\server\\…` 这样的网络路径或设备路径）。空的环境变量视为未设置。纯数字的凭据要加引号：`password: "123456"`。\n\n桌面应用导出配置时还会写出另外两种形式。`{ secret: 账户/字段 }`（通知渠道为 `{ secret: channels:渠道/字段 }`）代表留在应用中的凭据，`ddns-tray` 无法读取，请在此处直接填写凭据。`{ sealed: 文本 }` 是用导出时的口令密封的凭据（scrypt、AES-256-GCM），只对该账户的该字段有效；`ddns-tray` 用环境变量 `DDNS_TRAY_PASSPHRASE` 中的口令打开它。含有密封凭据的账户，其余字段须保持导出时的内容，否则无法打开；账户名和记录可以修改。自有来源的网址会原样导出，其中的令牌也不例外。应用导入文件时，只有账户内容与应用中现有的完全一致，`{ secret: … }` 才会沿用已保存的凭据。',
  ),
  sources: say('## Built-in sources', '## 内置来源'),
  sourceHead: [
    say('Id', '来源名'),
    say('Operator', '运营方'),
    say('Addresses', '地址'),
    say('Asked by default', '默认使用'),
  ],
  yes: say('yes', '是'),
  no: say('no', '否'),
};

const types: Readonly<Record<Key['value']['kind'], Localized>> = {
  version: say('number', '数字'),
  duration: say('duration (s, m, h)', '时长（s、m、h）'),
  oneOf: say('one of', '枚举'),
  text: say('text', '文本'),
  boolean: say('true or false', 'true 或 false'),
  ttl: say('seconds or duration', '秒数或时长'),
  names: say('name or list of names', '域名或域名列表'),
  name: say('name', '域名'),
  types: say('list', '列表'),
  prefix: say('number', '数字'),
  texts: say('list of texts', '文本列表'),
  sources: say('list, source or `off`', '列表、单个来源或 `off`'),
  servers: say('list of servers', '服务器列表'),
  events: say('list of events', '事件列表'),
  quietHours: say('span of hours', '时段'),
  listen: say('port or address', '端口或地址'),
  token: say('text', '文本'),
  map: say('map', '映射'),
  accounts: say('map of accounts', '账户映射'),
  channels: say('map of channels', '渠道映射'),
  records: say('list of records', '记录列表'),
};

function range({ value }: Key): string {
  if (value.kind === 'duration')
    return `${formatDuration(value.min)} – ${formatDuration(value.max)}`;
  if (value.kind === 'oneOf') return value.values.map(code).join(', ');
  if (value.kind === 'prefix') return `${prefixRange.min} – ${prefixRange.max}`;
  if (value.kind === 'ttl') return `${ttlRange.min} – ${ttlRange.max}`;
  if (value.kind === 'events') return channelEvents.map(code).join(', ');
  return value.kind === 'version' ? '1' : '';
}

/** How a path goes on inside a key that holds others. */
const insides = { map: '.', accounts: '.*.', channels: '.*.', records: '[].' };

function rows(keys: KeyTable, prefix: string, language: Language): string[][] {
  const word = inLanguage(language);
  return Object.entries(keys).flatMap(([name, key]) => {
    const { value } = key;
    const standard =
      typeof key.default === 'string' ? code(key.default) : word(key.default ?? say('', ''));
    const own = [
      code(`${prefix}${name}`),
      word(types[value.kind]),
      key.required ? word(texts.required) : standard,
      range(key),
      code(key.example),
      word(key.text),
    ];
    if (!('keys' in value)) return [own];
    return [own, ...rows(value.keys, `${prefix}${name}${insides[value.kind]}`, language)];
  });
}

/** The reference of the settings file, from its declaration. */
export function settingsPage(language: Language, sources: readonly BuiltInSource[]): string {
  const word = inLanguage(language);
  const families = { ipv4: 'IPv4', ipv6: 'IPv6' };
  return page([
    generated,
    word(texts.title),
    word(texts.intro),
    `\`\`\`yaml\n${example}\n\`\`\``,
    word(texts.keys),
    table(texts.head.map(word), rows(settingsKeys, '', language)),
    word(texts.hosts),
    word(texts.hostsText),
    `\`\`\`yaml\n${hostsExample}\n\`\`\``,
    word(texts.hostsNotes),
    word(texts.secrets),
    word(texts.secretsText),
    word(texts.sources),
    table(
      texts.sourceHead.map(word),
      sources.map((source) => [
        code(source.id),
        source.operator,
        source.families.map((family) => families[family]).join(', '),
        word(source.default ? texts.yes : texts.no),
      ]),
    ),
  ]);
}
