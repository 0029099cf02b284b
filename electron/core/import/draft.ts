import { type Family, families } from '../address.ts';
import { formatDuration } from '../duration.ts';
import { familyOf, type RecordType, recordTypes } from '../record.ts';
import { intervalRange, timeoutRange } from '../settings.ts';
import type { At, Converted, Loss, LossText, Peer } from './foreign.ts';
import { createMask } from './foreign.ts';

/** A record as it is to stand in the settings. */
export interface RecordWish {
  readonly account: string;
  readonly name: string;
  /** Undefined: whichever addresses there are. */
  readonly types?: readonly RecordType[] | undefined;
  readonly ttl?: number | undefined;
  readonly proxied?: boolean | undefined;
  readonly zone?: string | undefined;
  readonly host?: string | undefined;
  readonly prefix?: number | undefined;
}

/** Sources of a family, as they stand in the settings; empty for the built-in ones. */
export type Ways = readonly Readonly<Record<string, string>>[];

type Fields = Readonly<Record<string, unknown>>;

/** A document in the making. */
export interface Draft {
  /** Notes a text that may be shown nowhere. */
  secret(text: string | undefined): void;
  lose(at: At, why: LossText): void;
  /** The id of an account with those fields: one that is there already, or a new one. */
  account(at: At, provider: string, fields: Fields): string;
  record(at: At, wish: RecordWish): void;
  /** How the address of a family is learnt for what stands there. */
  learn(at: At, family: Family, ways: Ways): void;
  /** Seconds; brought into the range that is possible. */
  duration(at: At, key: 'interval' | 'timeout', seconds: number): void;
  set(at: At, key: string, value: unknown): void;
  finish(): Converted;
}

/** More than anybody keeps by hand. */
const mostRecords = 1000;
const mostLosses = 1000;

/** Fields of accounts that everybody may see. */
const open =
  /^(?:username|email|domain|domains|host|preset|server|zone|region|site|port|algorithm|method|success|hostedZoneId|resourceGroup|serverId)$/;

function openTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(openTexts);
}

/** The fields that are there, in their order. */
function present(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(kept);
}

function merged(a: RecordWish['types'], b: RecordWish['types']): RecordWish['types'] {
  if (a === undefined || b === undefined) return undefined;
  return recordTypes.filter((type) => a.includes(type) || b.includes(type));
}

export function createDraft(peer: Peer): Draft {
  const secrets = new Set<string>();
  const losses: Loss[] = [];
  const told = new Set<string>();
  const accounts: Record<string, unknown> = {};
  const accountsAt: Record<string, At> = {};
  const idOf = new Map<string, string>();
  const records = new Map<string, { wish: RecordWish; readonly at: At }>();
  const learnt = new Map<Family, { readonly at: At; readonly ways: Ways }>();
  const others: Record<string, unknown> = {};
  const othersAt: Record<string, At> = {};

  function lose(at: At, why: LossText): void {
    const same = JSON.stringify([at, why]);
    if (told.has(same) || losses.length >= mostLosses) return;
    told.add(same);
    losses.push({ ...at, why });
  }

  function freeId(wish: string): string {
    const stem = wish.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 40) || 'account';
    for (let count = 1; ; count += 1) {
      const id = count === 1 ? stem : `${stem}-${count}`;
      if (!Object.hasOwn(accounts, id)) return id;
    }
  }

  function settings() {
    const list = [...records.values()];
    const sources = families.flatMap((family): (readonly [Family, unknown])[] => {
      const wanted = list.some(({ wish }) =>
        (wish.types ?? recordTypes).some((type) => familyOf(type) === family),
      );
      if (!wanted) return [[family, 'off']];
      const ways = learnt.get(family)?.ways ?? [];
      return ways.length === 0 ? [] : [[family, ways.length === 1 ? ways[0] : ways]];
    });
    return {
      version: 1,
      ...others,
      ...(sources.length === 0 || list.length === 0
        ? {}
        : { sources: Object.fromEntries(sources) }),
      accounts,
      records: list.map(({ wish }) => {
        const { name, account, types, ...more } = wish;
        const plain = types === undefined ? {} : { types: [...types] };
        return { name, account, ...plain, ...present(more) };
      }),
    };
  }

  return {
    secret(text) {
      if (text !== undefined && text !== '') secrets.add(text);
    },
    lose,
    account(at, provider, given) {
      const fields = present(given);
      for (const [key, value] of Object.entries(fields)) {
        if (!open.test(key)) for (const text of openTexts(value)) secrets.add(text);
      }
      const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
      const mark = JSON.stringify([provider, sorted]);
      const known = idOf.get(mark);
      if (known !== undefined) return known;
      const id = freeId(typeof fields.preset === 'string' ? fields.preset : provider);
      idOf.set(mark, id);
      accounts[id] = { provider, ...fields };
      accountsAt[id] = at;
      return id;
    },
    record(at, wish) {
      const { account, types: _, name, ...more } = wish;
      const key = JSON.stringify([account, name.toLowerCase(), Object.entries(present(more))]);
      const before = records.get(key);
      if (before === undefined) {
        if (records.size >= mostRecords) lose(at, { kind: 'tooMany', most: mostRecords });
        else records.set(key, { wish, at });
        return;
      }
      const again = (wish.types ?? recordTypes).some((type) =>
        (before.wish.types ?? recordTypes).includes(type),
      );
      if (again) lose(at, { kind: 'twice' });
      before.wish = { ...before.wish, types: merged(before.wish.types, wish.types) };
    },
    learn(at, family, ways) {
      const before = learnt.get(family);
      if (before === undefined) learnt.set(family, { at, ways });
      else if (JSON.stringify(before.ways) !== JSON.stringify(ways)) {
        lose(at, { kind: 'oneSource', line: before.at.line });
      }
    },
    duration(at, key, seconds) {
      const { min, max } = key === 'interval' ? intervalRange : timeoutRange;
      const wanted = seconds * 1000;
      const ms = Math.min(Math.max(wanted, min), max);
      if (ms !== wanted) lose(at, { kind: 'clamped', used: formatDuration(ms) });
      others[key] = formatDuration(ms);
      othersAt[key] = at;
    },
    set(at, key, value) {
      others[key] = value;
      othersAt[key] = at;
    },
    finish() {
      const mask = createMask(secrets);
      const sources = [...learnt].map(([family, { at }]) => [family, at]);
      return {
        peer,
        document: settings(),
        origins: {
          accounts: accountsAt,
          records: [...records.values()].map(({ at }) => at),
          sources: Object.fromEntries(sources),
          others: othersAt,
        },
        losses: losses.map((loss) => mask({ ...loss, why: mask(loss.why) })),
        secrets: [...secrets],
      };
    },
  };
}

const secretWord = /pass|secret|token|key|credential|cookie|webhook|dynurl|auth/i;

/** Whether what stands under a key of a peer may be shown nowhere. */
export function isSecretKey(key: string): boolean {
  return secretWord.test(key);
}
