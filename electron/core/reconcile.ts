import { isLocked } from './locked.ts';
import { channelsOf } from './notify/channels-of.ts';
import { freshChannel, resumed } from './notify/queue.ts';
import { recordFingerprint } from './plan.ts';
import { type Asked, isLifted } from './schedule.ts';
import type { AccountSettings, ChannelSettings, Settings } from './settings.ts';
import type { AccountState, AppState, ChannelState, RecordState, Stop } from './state.ts';

/**
 * Fits the state to settings that are new: what the user edited starts afresh (that is how they
 * act), what they took out is forgotten, everything else stays as it was. Whether an account that
 * is locked was edited shows when it is unlocked.
 */
export function reconcile(state: AppState, settings: Settings): AppState {
  const accounts: Record<string, AccountState> = {};
  for (const account of Object.values(settings.accounts)) {
    const before = state.accounts[account.id];
    accounts[account.id] =
      before !== undefined && isUnedited(before, account) ? before : freshAccount(account);
  }
  const records: Record<string, RecordState> = {};
  for (const record of settings.records) {
    const before = state.records[record.id];
    if (before === undefined) continue;
    const account = state.accounts[record.account];
    const now = settings.accounts[record.account];
    if (account !== undefined && account.provider !== now?.provider) continue;
    const edited = before.stopped !== undefined && before.fingerprint !== recordFingerprint(record);
    if (now?.locked !== undefined) records[record.id] = before;
    else if (account?.fingerprint !== now?.fingerprint) {
      // The account may lead to another host now: what we know to stand there may not.
      records[record.id] = { ...unstopped(before), fingerprint: undefined };
    } else records[record.id] = edited ? unstopped(before) : before;
  }
  const channels = channelsOf(settings).map(
    (channel) => [channel.id, reconciledChannel(state.channels?.[channel.id], channel)] as const,
  );
  const all = channels.length === 0 ? undefined : Object.fromEntries(channels);
  return { ...state, accounts, records, channels: all };
}

/** What waits for a channel that was edited goes on waiting; another kind of channel begins afresh. */
function reconciledChannel(
  before: ChannelState | undefined,
  channel: ChannelSettings,
): ChannelState {
  if (before?.channel !== channel.channel) return freshChannel(channel);
  const { fingerprint, locked } = channel;
  if (locked !== undefined || before.fingerprint === fingerprint) return before;
  return { ...resumed(before), fingerprint };
}

function isUnedited(before: AccountState, { provider, fingerprint, locked }: AccountSettings) {
  return locked === undefined ? before.fingerprint === fingerprint : before.provider === provider;
}

function freshAccount({ provider, fingerprint }: AccountSettings): AccountState {
  return { provider, fingerprint, failures: 0, memory: {} };
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
 * Lifts every stop of these records and of their accounts, and of the channels where all records are
 * meant: the user asked for it. A stop that came after they asked stays: they did not know of it.
 */
export function resume(
  state: AppState,
  settings: Settings,
  only?: ReadonlySet<string>,
  asked: Asked = { at: Number.POSITIVE_INFINITY, now: Number.POSITIVE_INFINITY },
): AppState {
  const records = { ...state.records };
  const accounts = { ...state.accounts };
  const lifts = (stop: Stop | undefined) => stop !== undefined && isLifted(stop, asked);
  for (const record of settings.records) {
    if (only !== undefined && !only.has(record.id)) continue;
    if (isLocked(settings, record.account)) continue;
    const known = records[record.id];
    if (known !== undefined && lifts(known.stopped)) records[record.id] = unstopped(known);
    const account = accounts[record.account];
    if (account !== undefined && lifts(account.stopped)) {
      accounts[record.account] = {
        ...account,
        stopped: undefined,
        nextTry: undefined,
        failures: 0,
      };
    }
  }
  return {
    ...state,
    records,
    accounts,
    channels: only === undefined ? resumedAll(state, lifts) : state.channels,
  };
}

function resumedAll(
  { channels }: AppState,
  lifts: (stop: Stop | undefined) => boolean,
): AppState['channels'] {
  if (channels === undefined) return undefined;
  const all = Object.entries(channels).map(
    ([id, channel]) => [id, lifts(channel.stopped) ? resumed(channel) : channel] as const,
  );
  return Object.fromEntries(all);
}
