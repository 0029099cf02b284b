import type { Localized } from '../../contract/language.ts';
import { placeholders } from './placeholders.ts';

const list = Object.keys(placeholders.own)
  .map((name) => `{${name}}`)
  .join(' ');

/** A placeholder that nobody knows, as it is written. */
export function unknownPlaceholder(written: string): Localized {
  return {
    en: `The placeholder ${written} is not known. Known are ${list}, and #{ip} #{domain} #{recordType} #{ttl}.`,
    'zh-CN': `未知的占位符 ${written}。可用的有 ${list}，以及 #{ip} #{domain} #{recordType} #{ttl}。`,
  };
}
