import { parseAddress } from '../../electron/core/address.ts';
import { type EmulatedReply, jsonReply, type Violate } from './emulator.ts';
import { onlyKeys } from './emulator-checks.ts';

export interface EmulatedZone {
  readonly id: string;
  /** As the API shows it: Unicode for some. */
  readonly name: string;
  readonly status: 'active' | 'pending' | 'moved' | 'deleted';
}

export interface EmulatedRecord {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly content: string;
  readonly ttl: number;
  readonly proxied: boolean;
  readonly comment: string | null;
  readonly tags: readonly string[];
}

/** "Batch record changes": the free plan's limit. */
const batchLimit = 200;

type Json = Readonly<Record<string, unknown>>;

/** Ends a request with an error of the API. */
export class Refusal extends Error {
  readonly reply: EmulatedReply;

  constructor(status: number, code: number, message: string, chain?: readonly [number, string]) {
    super(message);
    const error_chain = chain && [{ code: chain[0], message: chain[1] }];
    const error = { code, message, ...(error_chain ? { error_chain } : {}) };
    this.reply = jsonReply(status, { success: false, errors: [error], messages: [], result: null });
  }
}

function invalid(code: number, message: string): Refusal {
  return new Refusal(400, 1004, 'DNS Validation Error', [code, message]);
}

/** The writes of one zone's records, with what the API refuses of them. Each changes `held`, or throws. */
export function recordWriter(minTtl: number, nextId: () => string) {
  function batch(held: EmulatedRecord[], zone: EmulatedZone, body: Json, violate: Violate) {
    onlyKeys(body, ['deletes', 'patches', 'posts'], violate);
    const parts = ['deletes', 'patches', 'posts'].map(
      (key) => (body[key] ?? []) as readonly Json[],
    );
    const [deletes = [], patches = [], posts = []] = parts;
    const size = deletes.length + patches.length + posts.length;
    if (size === 0) violate('an empty batch');
    if (size > batchLimit) {
      violate(`a batch of ${size} operations; the free plan allows ${batchLimit}`);
      throw new Refusal(400, 9207, 'Too many operations');
    }
    for (const entry of deletes) onlyKeys(entry, ['id'], violate);
    return {
      deletes: deletes.map(({ id }) => remove(held, String(id))),
      patches: patches.map(({ id, ...changes }) => patch(held, String(id), changes, violate)),
      puts: [],
      posts: posts.map((entry) => post(held, zone, entry, violate)),
    };
  }

  function remove(held: EmulatedRecord[], id: string): EmulatedRecord {
    const at = held.findIndex((record) => record.id === id);
    const [removed] = at < 0 ? [] : held.splice(at, 1);
    if (removed === undefined) throw new Refusal(404, 81044, 'Record does not exist.');
    return removed;
  }

  function patch(held: EmulatedRecord[], id: string, changes: Json, violate: Violate) {
    onlyKeys(changes, ['content', 'ttl', 'proxied'], violate);
    if (Object.keys(changes).length === 0) violate('a patch of nothing');
    const at = held.findIndex((record) => record.id === id);
    const before = held[at];
    if (before === undefined) throw new Refusal(404, 81044, 'Record does not exist.');
    const after = checked({ ...before, ...changes } as EmulatedRecord, held);
    held[at] = after;
    return after;
  }

  function post(held: EmulatedRecord[], zone: EmulatedZone, entry: Json, violate: Violate) {
    onlyKeys(entry, ['type', 'name', 'content', 'ttl', 'proxied'], violate);
    for (const key of ['type', 'name', 'content', 'ttl']) {
      if (entry[key] === undefined) violate(`a new record without ${key}`);
    }
    const name = String(entry.name);
    const parent = new URL(`http://${zone.name}/`).hostname;
    if (name !== parent && !name.endsWith(`.${parent}`)) violate(`${name} is not in ${parent}`);
    const fresh = { proxied: false, comment: null, tags: [], ...entry, id: nextId() };
    const record = checked(fresh as unknown as EmulatedRecord, held);
    held.push(record);
    return record;
  }

  /** The record as it will be kept; refuses what the API refuses. */
  function checked(record: EmulatedRecord, held: readonly EmulatedRecord[]): EmulatedRecord {
    const family = parseAddress(record.content)?.family;
    if (record.type === 'A' && family !== 'ipv4') {
      throw invalid(9005, 'Content for A record must be a valid IPv4 address.');
    }
    if (record.type === 'AAAA' && family !== 'ipv6') {
      throw invalid(9006, 'Content for AAAA record must be a valid IPv6 address.');
    }
    if (record.ttl !== 1 && (record.ttl < minTtl || record.ttl > 86_400)) {
      throw invalid(9021, `TTL must be between ${minTtl} and 86400 seconds, or 1 for Automatic.`);
    }
    const others = held.filter(({ id, name }) => id !== record.id && name === record.name);
    if (others.some(({ type }) => type === 'CNAME')) {
      throw new Refusal(400, 81054, 'A CNAME record with that host already exists.');
    }
    if (others.some(({ type, content }) => type === record.type && content === record.content)) {
      throw new Refusal(400, 81058, 'An identical record already exists.');
    }
    return record.proxied ? { ...record, ttl: 1 } : record;
  }

  return { batch, remove, patch, post };
}
