import type { ReadText } from '../document.ts';
import { isMap } from '../settings/reader-walk.ts';
import { convertDdclient } from './ddclient.ts';
import { convertDdnsGo } from './ddns-go.ts';
import { convertDdnsUpdater } from './ddns-updater.ts';
import type { Converted } from './foreign.ts';
import { convertInadyn } from './inadyn.ts';

type Read = (text: string) => ReadText;

/** Bytes of a file, and letters of its text, at most. */
export const longestImport = 2 ** 20;

const section = /^[ \t]*(?:provider|custom)[ \t]+[^\s{=][^\r\n{=]{0,200}\{/m;
const ddclientKey =
  /^[ \t]*(?:protocol|use|usev4|usev6|server|login|password|daemon|ssl|zone|web|if|syslog|apikey)[ \t]{0,20}=/im;
const ddnsGoKey = /^(?:dnsconf|dns|ipv4|ipv6)[ \t]{0,20}:/m;

function isJson(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON is YAML, but for the tabs that may indent it; no text in it holds one. */
function readTree(text: string, json: boolean, read: Read): ReadText {
  return read(json ? text.replaceAll('\t', ' ') : text);
}

/** A text of another program, read; undefined where it is none that is known. Never throws. */
export function convertForeign(written: string, read: Read): Converted | undefined {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
  if (text.length > longestImport) return undefined;
  const json = isJson(text);
  if (json || ddnsGoKey.test(text)) {
    const tree = readTree(text, json, read);
    if (tree.ok && isMap(tree.value)) {
      const { value } = tree;
      if (Object.hasOwn(value, 'accounts') || Object.hasOwn(value, 'records')) return undefined;
      if (json && Array.isArray(value.settings)) return convertDdnsUpdater(tree);
      const old = isMap(value.dns) && (isMap(value.ipv4) || isMap(value.ipv6));
      if (Array.isArray(value.dnsconf) || old) return convertDdnsGo(tree);
    }
    if (json) return undefined;
  }
  if (section.test(text)) return convertInadyn(text);
  return ddclientKey.test(text) ? convertDdclient(text) : undefined;
}
