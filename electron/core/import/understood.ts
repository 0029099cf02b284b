import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import { plainText } from '../plain-text.ts';
import type { Provider } from '../provider.ts';
import { recordTypes } from '../record.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import type { Settled } from './settle.ts';

/** One thing that is taken over, and the line of the file that it comes from. */
export interface Understood {
  readonly line: number;
  readonly text: string;
}

function recordsOf({ document }: Settled): readonly RawMap[] {
  return Array.isArray(document.records) ? document.records : [];
}

function providerOf({ document }: Settled, account: unknown): string {
  const { accounts } = document;
  const found = isMap(accounts) ? accounts[String(account)] : undefined;
  return isMap(found) ? String(found.provider) : '';
}

/** Each record and each setting that is taken over, as people read it, in the order of the file. */
export function understoodLines(
  settled: Settled,
  providers: readonly Pick<Provider, 'id' | 'name'>[],
  language: Language,
): readonly Understood[] {
  const texts = catalogue(language).imports;
  const { document, origins } = settled;
  const { version: _, accounts: __, records: ___, sources, ...others } = document;
  const ways = isMap(sources) ? Object.entries(sources) : [];
  const settings = [
    ...Object.entries(others).map(([key, value]) => ({ key, value, at: origins.others[key] })),
    ...ways.map(([family, value]) => {
      const at = family === 'ipv4' || family === 'ipv6' ? origins.sources[family] : undefined;
      return { key: `sources.${family}`, value, at };
    }),
  ].map(({ key, value, at }) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return { line: at?.line ?? 1, text: texts.setting(key, text) };
  });
  const records = recordsOf(settled).map((record, at) => {
    const id = providerOf(settled, record.account);
    const provider = providers.find((each) => each.id === id)?.name[language] ?? id;
    const types = Array.isArray(record.types) ? record.types : recordTypes;
    const { ttl, proxied, zone, host } = record;
    const details = [
      ...(typeof ttl === 'number' ? [texts.ttl(ttl)] : []),
      ...(typeof proxied === 'boolean' ? [texts.proxied(proxied)] : []),
      ...(typeof zone === 'string' ? [texts.zone(zone)] : []),
      ...(typeof host === 'string' ? [texts.device(host)] : []),
    ];
    const account = String(record.account);
    const text = texts.record(String(record.name), types.join(', '), provider, account);
    return {
      line: origins.records[at]?.line ?? 1,
      text: details.length === 0 ? text : texts.details(text, details),
    };
  });
  return [...settings, ...records]
    .map(({ line, text }) => ({ line, text: plainText(text) }))
    .toSorted((a, b) => a.line - b.line);
}
