import type { Localized } from '../../contract/language.ts';
import type { ChannelMessage, FamilyFacts } from '../../core/channel.ts';
import {
  type Hole,
  type Placeholders,
  parseTemplate,
  type Template,
  type Values,
} from '../../core/template/template.ts';

const of = (placeholder: string): Hole => ({ placeholder });

const holes = {
  title: of('title'),
  body: of('body'),
  event: of('event'),
  id: of('id'),
  time: of('time'),
  timestamp: { placeholder: 'timestamp', numeric: true },
  ipv4: of('ipv4'),
  ipv4Before: of('ipv4Before'),
  ipv4Result: of('ipv4Result'),
  ipv4Names: of('ipv4Names'),
  ipv6: of('ipv6'),
  ipv6Before: of('ipv6Before'),
  ipv6Result: of('ipv6Result'),
  ipv6Names: of('ipv6Names'),
} satisfies Readonly<Record<string, Hole>>;

/**
 * Ours, and those of DDNS Go (config/webhook.go); `New` and `Old` are what its first versions called
 * them.
 */
const placeholders: Placeholders = {
  own: holes,
  ddnsGo: {
    ipv4Addr: holes.ipv4,
    ipv4New: holes.ipv4,
    ipv4Old: holes.ipv4Before,
    ipv4Result: of('ipv4Word'),
    ipv4Domains: holes.ipv4Names,
    ipv6Addr: holes.ipv6,
    ipv6New: holes.ipv6,
    ipv6Old: holes.ipv6Before,
    ipv6Result: of('ipv6Word'),
    ipv6Domains: holes.ipv6Names,
  },
};

export function parseMessageTemplate(text: string): Template | { readonly unknown: string } {
  return parseTemplate(text, placeholders);
}

/** A placeholder that nobody knows, as it is written. */
export function unknownPlaceholder(written: string): Localized {
  const own = Object.keys(placeholders.own).map((name) => `{${name}}`);
  const ddnsGo = Object.keys(placeholders.ddnsGo).map((name) => `#{${name}}`);
  return {
    en: `The placeholder ${written} is not known. Known are ${own.join(' ')}, and ${ddnsGo.join(' ')}.`,
    'zh-CN': `未知的占位符 ${written}。可用的有 ${own.join(' ')}，以及 ${ddnsGo.join(' ')}。`,
  };
}

/** What DDNS Go says of a family, in its own words. */
const words: Readonly<Record<FamilyFacts['result'], Localized>> = {
  unchanged: { en: 'no changed', 'zh-CN': '未改变' },
  failed: { en: 'failed', 'zh-CN': '失败' },
  updated: { en: 'success', 'zh-CN': '成功' },
};

/** The values for one message; what is not known is empty, as it is in DDNS Go. */
export function valuesOf(message: ChannelMessage): Values {
  const { id, event, title, body, at, language, facts } = message;
  const { ipv4, ipv6 } = facts;
  return {
    id,
    event,
    title,
    body,
    time: new Date(at).toISOString(),
    timestamp: String(Math.floor(at / 1000)),
    ipv4: ipv4.address,
    ipv4Before: ipv4.before,
    ipv4Result: ipv4.result,
    ipv4Names: ipv4.names.join(','),
    ipv4Word: words[ipv4.result][language],
    ipv6: ipv6.address,
    ipv6Before: ipv6.before,
    ipv6Result: ipv6.result,
    ipv6Names: ipv6.names.join(','),
    ipv6Word: words[ipv6.result][language],
  };
}

/** What is sent where the user wrote no body of their own. */
export function messageJson({ id, event, title, body, at, facts }: ChannelMessage): unknown {
  const family = ({ address, before, result, names }: FamilyFacts) => ({
    address: address ?? null,
    before: before ?? null,
    result,
    names,
  });
  const { ipv4, ipv6 } = facts;
  const time = new Date(at).toISOString();
  return { id, event, title, body, time, ipv4: family(ipv4), ipv6: family(ipv6) };
}
