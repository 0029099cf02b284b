import { recordFingerprint } from './plan.ts';
import type { AccountSettings, Settings } from './settings.ts';
import type { AccountState, AppState, RecordState, Stop } from './state.ts';

/**
 * Fits the state to settings that are new: what the user edited starts afresh (that is how they
 * act), what they took out is forgotten, everything else stays as it was.
 */
export function reconcile(state: AppState, settings: Settings): AppState {
  const accounts: Record<string, AccountState> = {};
  for (const account of Object.values(settings.accounts)) {
    const before = state.accounts[account.id];
    accounts[account.id] =
      before !== undefined && before.fingerprint === account.fingerprint
        ? before
        : freshAccount(account, before);
  }
  const records: Record<string, RecordState> = {};
  for (const record of settings.records) {
    const before = state.records[record.id];
    if (before === undefined) continue;
    const account = state.accounts[record.account];
    const now = settings.accounts[record.account];
    if (account !== undefined && account.provider !== now?.provider) continue;
    const edited = before.stopped !== undefined && before.fingerprint !== recordFingerprint(record);
    if (account?.fingerprint !== now?.fingerprint) {
      // The account may lead to another host now: what we know to stand there may not.
      records[record.id] = { ...unstopped(before), fingerprint: undefined };
    } else records[record.id] = edited ? unstopped(before) : before;
  }
  return { ...state, accounts, records };
}

function freshAccount(
  { provider, fingerprint }: AccountSettings,
  before: AccountState | undefined,
): AccountState {
  const memory = before?.provider === provider ? aboutRecords(before.memory) : {};
  return { provider, fingerprint, failures: 0, memory };
}

/**
 * What was accepted for each record stays, as the records themselves do: a host that blanks what a
 * request leaves out must be told it with the next one.
 */
function aboutRecords(memory: AccountState['memory']): AccountState['memory'] {
  return Object.fromEntries(Object.entries(memory).filter(([key]) => key.startsWith('accepted/')));
}

/** A record that may be tried again now, whatever went wrong before. */
function unstopped(before: RecordState): RecordState {
  return {
    ...before,
    stopped: undefined,
    nextTry: undefined,
    failures: 0,
    failingSince: undefined,
  };
}

/**
 * Lifts every stop of these records and of their accounts: the user asked for it. A stop that came
 * after they asked (`askedAt`, milliseconds since 1970) stays: they did not know of it.
 */
export function resume(
  state: AppState,
  settings: Settings,
  only?: ReadonlySet<string>,
  askedAt: number = Number.POSITIVE_INFINITY,
): AppState {
  const records = { ...state.records };
  const accounts = { ...state.accounts };
  const isLifted = (stop: Stop | undefined) => stop !== undefined && stop.at <= askedAt;
  for (const record of settings.records) {
    if (only !== undefined && !only.has(record.id)) continue;
    const known = records[record.id];
    if (known !== undefined && isLifted(known.stopped)) records[record.id] = unstopped(known);
    const account = accounts[record.account];
    if (account !== undefined && isLifted(account.stopped)) {
      accounts[record.account] = {
        ...account,
        stopped: undefined,
        nextTry: undefined,
        failures: 0,
      };
    }
  }
  return { ...state, records, accounts };
}
