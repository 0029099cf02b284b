import { parseAddress } from '../address.ts';
import { secretPattern } from '../secret-forms.ts';
import type { Labels } from './labels.ts';

/** What is known to be private, besides what looks like it. */
export interface PrivateWords {
  /** Host names as the user wrote them; `*.` may stand before one. */
  readonly names: readonly string[];
  /** Ids of accounts. */
  readonly accounts: readonly string[];
  /** Ids of channels; none of an account's. */
  readonly channels: readonly string[];
  /** Other texts: of the fields of accounts and channels, of this computer. */
  readonly users: readonly string[];
}

/** Texts that mean something else where they stand in a log. */
export const shortestWord = 3;

/** Longer texts, such as the body of a webhook, are nowhere but in the settings. */
const longestWord = 300;

/** Names of files, as they stand in logs: their last part is no top-level domain. */
const fileName =
  /^[^.]+\.(?:asar|cjs|css|dll|exe|html|js|json|log|map|mjs|node|tmp|ts|txt|ya?ml)(?:\.\d+)?$/i;

/** A word of a program, as in a stack: `process.nextTick`. */
const codeName = /[a-z][A-Z][^.]*$/;

const isAscii = /^\p{ASCII}*$/v;

const label = '(?:[a-z0-9_\\-]|%[0-9a-f]{2})+';
const letters = '[[\\p{L}\\p{N}_\\-]--\\p{Script=Han}]+';

/** Each finds one kind of private text; `word` and `name` are made of what is known. */
const kinds = {
  /** A home folder: the user's part. It has spaces only where a separator follows. */
  path: [
    '(?<=[a-z]:(?:[\\/\\\\]|%5c)+(?:users|documents and settings)(?:[\\/\\\\]|%5c)+)(?:[^\\/\\\\:*?"<>\\|\\r\\n]{1,64}(?=[\\/\\\\])|[^\\/\\\\:*?"<>\\|\\s]+)',
    '(?<=(?:/|%2f)(?:home|users)(?:/|%2f))[^\\/\\s"\'`:,;\\)\\]\\}<>\\|\\\\]+',
  ].join('|'),
  mail: '(?<![\\p{L}\\p{N}._%+\\-])[\\p{L}\\p{N}._%+\\-]{1,64}@(?:[\\p{L}\\p{N}\\-]{1,63}\\.){1,10}[\\p{L}\\-]{2,24}',
  ipv6: '(?<![0-9a-f:.])(?:[0-9a-f.]*(?::|%3a)){2,}[0-9a-f.]*',
  unicode: [
    `${letters}(?:\\.${letters})*\\.[[\\p{L}\\-]--\\p{Script=Han}]{2,}`,
    `(?:(?:${label}|\\p{Script=Han}+)\\.)*(?:\\p{Script=Han}+\\.(?:[a-z0-9\\-]+\\.)*(?:[a-z]{2,24}|\\p{Script=Han}{2,})|[a-z0-9\\-]+\\.\\p{Script=Han}{2,})`,
  ].join('|'),
  host: `(?<![a-z0-9_\\-])(?:${label}\\.)+(?:xn--[a-z0-9\\-]+|[a-z]{2,24})(?![a-z0-9_\\-])`,
  ipv4: '(?<!\\d)\\d{1,3}(?<between>[.\\-])\\d{1,3}(?:\\k<between>\\d{1,3}){2,}(?!\\d)',
} as const;

/** Longest first: a part of a longer word is not taken for the word. */
function anyOf(words: readonly string[]): string | undefined {
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length);
  return sorted.length === 0 ? undefined : sorted.map(secretPattern).join('|');
}

/** The longest address of IPv6 in a run of its letters, and what is left and right of it. */
function longestAddress(run: string): readonly [number, number] | undefined {
  // A time has fewer, and stands in every line.
  if (!run.includes('::') && run.split(':').length <= 6) return undefined;
  for (let length = run.length; length > 1; length -= 1) {
    for (let start = 0; start + length <= run.length; start += 1) {
      const text = run.slice(start, start + length);
      if (text.includes(':') && parseAddress(text)?.family === 'ipv6') {
        return [start, start + length];
      }
    }
  }
  return undefined;
}

const longestRun = 120;

/** A function that hides what is private in any text of the file. */
export function createHider(words: PrivateWords, labels: Labels): (text: string) => string {
  const edge = '[\\p{L}\\p{N}]--\\p{Script=Han}';
  const plain = (text: string) => text.replace(/^\*\./, '').replace(/\.$/, '');
  const known = new Set(words.names.map((name) => plain(name).toLowerCase()));
  // Those in ASCII look like what they are, wherever they stand.
  const names = anyOf([...known].filter((name) => name.includes('.') && !isAscii.test(name)));
  const asWord = (list: readonly string[]) => {
    const pattern = anyOf(
      list.filter(({ length }) => length >= shortestWord && length <= longestWord),
    );
    return pattern === undefined ? undefined : `(?<![${edge}])(?:${pattern})(?![${edge}])`;
  };
  const accounts = asWord(words.accounts);
  const channels = asWord(words.channels);
  const isWord = (text: string) => /^[\p{L}\p{N}_\-]+$/v.test(text);
  const groups = Object.entries({
    path: kinds.path,
    // Before the hosts: an e-mail address is one text.
    user: asWord(words.users.filter((text) => !isWord(text))),
    mail: kinds.mail,
    name: names === undefined ? undefined : `(?<![a-z0-9_\\-])(?:${names})(?![a-z0-9_\\-])`,
    ipv6: kinds.ipv6,
    host: kinds.host,
    unicode: kinds.unicode,
    ipv4: kinds.ipv4,
    account: accounts,
    channel: channels,
    word: asWord(words.users.filter(isWord)),
  }).flatMap(([kind, source]) => (source === undefined ? [] : [`(?<${kind}>${source})`]));
  const pattern = new RegExp(groups.join('|'), 'giv');
  const byLetters = (ids: readonly string[]) => new Map(ids.map((id) => [id.toLowerCase(), id]));
  const accountIds = byLetters(words.accounts);
  const channelIds = byLetters(words.channels);

  function hideIpv4(run: string): string {
    return run.replace(/\d{1,3}([.-])\d{1,3}\1\d{1,3}\1\d{1,3}/g, (found, between: string) => {
      const text = found
        .split(between)
        .map((part) => Number(part))
        .join('.');
      return labels.address(text).replaceAll('.', between);
    });
  }

  function hideIpv6(run: string): string {
    const text = run.replace(/%3a/gi, ':');
    // Longer than any address: hidden without a look for one.
    if (text.length > longestRun) return '…';
    // Programs have words such as `std::string`.
    const found = /\d/.test(text) ? longestAddress(text) : undefined;
    if (found === undefined) return hideIpv4(run);
    const [start, end] = found;
    const hidden = labels.address(text.slice(start, end));
    return `${hideIpv6(text.slice(0, start))}${hidden}${hideIpv6(text.slice(end))}`;
  }

  function hideHost(found: string): string {
    const isOther = fileName.test(found) || codeName.test(found);
    return isOther && !known.has(found.toLowerCase()) ? found : labels.host(found);
  }

  function hideFound(found: string, kind: string): string {
    switch (kind) {
      case 'name':
        return labels.host(found);
      case 'host':
      case 'unicode':
        return hideHost(found);
      case 'ipv6':
        return hideIpv6(found);
      case 'ipv4':
        return hideIpv4(found);
      case 'account':
        return labels.account(accountIds.get(found.toLowerCase()) ?? found);
      case 'channel':
        return labels.channel(channelIds.get(found.toLowerCase()) ?? found);
      default:
        return labels.user(found);
    }
  }

  return (text) =>
    text.replace(pattern, (found: string, ...rest: unknown[]) => {
      const groupsFound = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      const kind = Object.keys(groupsFound).find(
        (each) => each !== 'between' && groupsFound[each] !== undefined,
      );
      return hideFound(found, kind ?? '');
    });
}
