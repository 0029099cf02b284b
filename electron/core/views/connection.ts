import type { Connection, Looked } from '../connection.ts';
import type { Failure } from '../outcome.ts';
import { type DetailData, detailData } from './outcome.ts';

interface FailureData extends DetailData {
  readonly kind: Failure['kind'];
}

/** One record as the service holds it. An entry of `records` in the JSON of `accounts`. */
export interface LookedData {
  readonly id: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  readonly ok: boolean;
  /** Empty where the service has no such record. */
  readonly values?: readonly string[] | undefined;
  /** Seconds. */
  readonly ttl?: number | undefined;
  readonly failure?: FailureData | undefined;
}

/** One account that was tried. An entry of `accounts` in the JSON of `accounts`. */
export interface AccountData {
  readonly id: string;
  readonly provider: string;
  readonly result: Connection['kind'];
  readonly ok: boolean;
  /** Left out where the service lists none. */
  readonly zones?: readonly string[] | undefined;
  readonly records: readonly LookedData[];
  readonly failure?: FailureData | undefined;
}

/** The JSON of `accounts`. */
export interface AccountsData {
  readonly ok: boolean;
  readonly status: 0 | 1 | 3;
  readonly accounts: readonly AccountData[];
}

export interface TriedAccount {
  readonly id: string;
  readonly provider: string;
  readonly connection: Connection;
}

function failureData({ kind, detail }: Failure): FailureData {
  return { kind, ...detailData(detail) };
}

function lookedData({ record, found }: Looked): LookedData {
  const { id, name, type } = record;
  return 'kind' in found
    ? { id, name, type, ok: false, failure: failureData(found) }
    : { id, name, type, ok: true, values: found.values, ttl: found.ttl };
}

function accountData({ id, provider, connection }: TriedAccount): AccountData {
  const { kind } = connection;
  switch (kind) {
    case 'untestable':
      return { id, provider, result: kind, ok: true, records: [] };
    case 'failed': {
      const failure = failureData(connection.failure);
      return { id, provider, result: kind, ok: false, records: [], failure };
    }
    case 'works': {
      const records = connection.records.map(lookedData);
      const ok = records.every((record) => record.ok);
      return { id, provider, result: kind, ok, zones: connection.zones, records };
    }
  }
}

/** What came of trying each account. Offline is a status of its own, where nothing else was met. */
export function accountsData(tried: readonly TriedAccount[]): AccountsData {
  const accounts = tried.map(accountData);
  const ok = accounts.every((account) => account.ok);
  const bad = accounts.filter((account) => !account.ok);
  const offline = bad.length > 0 && bad.every(({ failure }) => failure?.kind === 'offline');
  return { ok, status: ok ? 0 : offline ? 3 : 1, accounts };
}
