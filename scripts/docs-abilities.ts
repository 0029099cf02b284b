import type { Language, Localized } from '../electron/contract/language.ts';
import { day } from '../electron/core/duration.ts';
import type { Capabilities, Provider } from '../electron/core/provider.ts';
import { familiesText, inLanguage, say, table } from './docs-page.ts';

const texts = {
  head: [say('What', '项目'), say('How', '说明')],
  families: say('Addresses', '地址'),
  ttl: say('TTL', 'TTL'),
  noTtl: say(
    'set by the service; a `ttl` in the settings is an error',
    '由服务商决定；在设置中填写 `ttl` 会报错',
  ),
  creates: say('A record that is missing', '记录不存在时'),
  created: say('is created', '自动新建'),
  notCreated: say('has to be made at the service first', '须先在服务商处建好'),
  zones: say('The zone of a name', '域名所属的区域'),
  reads: say('Before writing', '写入之前'),
  read: say(
    'looks at what the service holds, and writes only what differs',
    '先读取服务商处的现有记录，只在不一致时才写入',
  ),
  notRead: say(
    'cannot look at what the service holds; it goes by what it last wrote',
    '无法读取服务商处的现有记录，以上次写入的内容为准',
  ),
  batch: say('Several records at once', '同时更新多条记录'),
  batched: say('travel in one request', '合并为一次请求'),
  single: say('are written one by one', '逐条写入'),
  requests: say('Requests for one change', '更新一条记录的请求次数'),
  proxied: say('Proxied records', '代理（CDN）'),
  canProxy: say('yes: `proxied` turns the proxy on or off', '支持：用 `proxied` 开启或关闭'),
  noProxy: say('no', '不支持'),
  keepAlive: say('While the address stays the same', '地址长期不变时'),
  rests: say('nothing is sent', '无需重复提交'),
  repeat: say('The same address sent again', '重复提交相同的地址'),
  punished: say(
    'may lock you out, so it is sent again only when that is due, or when you force it',
    '可能导致账户被封，因此仅在到期续报或您强制更新时才会重复提交',
  ),
  harmless: say('is harmless', '没有影响'),
  test: say('Trying the credentials', '测试凭据'),
  testable: say(
    '`ddns-tray accounts` does it without writing anything',
    '运行 `ddns-tray accounts`，不会写入任何内容',
  ),
  notTestable: say('only by an update', '只能通过一次实际更新'),
  varies: say('depends on the preset, see below', '取决于所用的预设，见下表'),
};

const zoneTexts: Readonly<Record<Capabilities['zones'], Localized>> = {
  api: say('is found by itself', '自动查找'),
  account: say('is named in the settings', '在设置中指定'),
  none: say('need not be known', '无需指定'),
};

function seconds(count: number, language: Language): string {
  return count.toLocaleString(language);
}

function ttlText(ttl: Capabilities['ttl'], language: Language): string {
  if (ttl === false) return texts.noTtl[language];
  const [min, max] = [seconds(ttl.min, language), seconds(ttl.max, language)];
  if (ttl.min === ttl.max) return language === 'en' ? `always ${min} seconds` : `固定为 ${min} 秒`;
  return language === 'en' ? `${min} to ${max} seconds` : `${min} 至 ${max} 秒`;
}

/** How long an address may rest, in days. */
export function daysText(keepAlive: number, language: Language): string {
  const days = Math.round(keepAlive / day);
  if (language === 'en') return days === 1 ? '1 day' : `${days} days`;
  return `${days} 天`;
}

function keepAliveText({ keepAlive }: Capabilities, language: Language): string {
  if (keepAlive === false) return texts.rests[language];
  const days = daysText(keepAlive, language);
  return language === 'en'
    ? `it is sent again after ${days}, so that the host does not expire`
    : `每 ${days}续报一次，以免主机名过期`;
}

/** Whether the credentials can be tried without writing anything. */
export function isTestable({ zones, read }: Provider): boolean {
  return zones !== undefined || read !== undefined;
}

/** What a provider can do, a row for each thing. */
export function abilityTable(provider: Provider, hasPresets: boolean, language: Language): string {
  const word = inLanguage(language);
  const { capabilities: can } = provider;
  const rows: readonly (readonly [Localized, string])[] = [
    [texts.families, hasPresets ? word(texts.varies) : familiesText(can.families, language)],
    [texts.ttl, ttlText(can.ttl, language)],
    [texts.creates, word(can.creates ? texts.created : texts.notCreated)],
    [texts.zones, word(zoneTexts[can.zones])],
    [texts.reads, word(can.reads ? texts.read : texts.notRead)],
    [texts.batch, word(hasPresets ? texts.varies : can.batch ? texts.batched : texts.single)],
    [texts.requests, String(can.requestsPerChange)],
    [texts.proxied, word(can.proxied ? texts.canProxy : texts.noProxy)],
    [texts.keepAlive, keepAliveText(can, language)],
    [texts.repeat, word(can.repeatsArePunished ? texts.punished : texts.harmless)],
    [texts.test, word(isTestable(provider) ? texts.testable : texts.notTestable)],
  ];
  return table(
    texts.head.map(word),
    rows.map(([what, text]) => [word(what), text]),
  );
}
