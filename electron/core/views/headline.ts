import { catalogue } from '../../contract/i18n/catalogue.ts';
import { clockText } from '../../contract/i18n/format.ts';
import type {
  RecordStanding,
  RecordView,
  TroubleView,
  WholeState,
} from '../../contract/snapshot.ts';
import { isPaused } from '../pause.ts';
import type { Trigger } from '../round.ts';
import { problems } from './problems.ts';
import { recordName } from './record-name.ts';
import type { ViewInput } from './view-input.ts';

/** Checks that somebody waits for, or that follow a change; the others must not move the icon. */
const awaited: ReadonlySet<Trigger> = new Set([
  'start',
  'network',
  'resume',
  'unpause',
  'settings',
  'user',
]);

/** Troubles in which the app cannot do its work, or forgets what it did. */
const serious: ReadonlySet<TroubleView['kind']> = new Set([
  'settings',
  'keyLost',
  'store',
  'state',
]);

/** What the state of the whole follows from. */
export interface WholeInput extends ViewInput {
  readonly records: readonly RecordView[];
  readonly troubles: readonly TroubleView[];
}

/** True while a check runs that the user, a change or a failure asked for. */
export function isBusy({ activity }: Pick<ViewInput, 'activity'>): boolean {
  return activity !== undefined && (awaited.has(activity.trigger) || activity.trigger === 'retry');
}

/**
 * How the whole stands, and in one sentence: the first of paused, offline, working, attention,
 * waiting, unknown and up to date. What mends itself (see `isWorthTelling` and `missingAddress`) is
 * no reason for attention in its first hour, but it is not up to date either.
 */
export function wholeOf(input: WholeInput): {
  readonly state: WholeState;
  readonly headline: string;
} {
  const { state, now, language } = input;
  const { headline } = catalogue(language).tray;
  const clock = (at: number) => clockText(language, at, now);
  if (state.paused !== undefined && isPaused(state, now)) {
    const { until } = state.paused;
    const text = until === undefined ? headline.paused : headline.pausedUntil(clock(until));
    return { state: 'paused', headline: text };
  }
  if (state.offlineSince !== undefined) {
    return { state: 'offline', headline: headline.offline(clock(state.offlineSince)) };
  }
  const working = workingHeadline(input);
  if (working !== undefined) return { state: 'working', headline: working };
  const attention = attentionHeadline(input);
  if (attention !== undefined) return { state: 'attention', headline: attention };
  return calmHeadline(input);
}

function withStanding(records: readonly RecordView[], ...those: readonly RecordStanding[]) {
  return records.filter(({ standing }) => those.includes(standing));
}

function workingHeadline({ activity, records, language }: WholeInput): string | undefined {
  const { headline } = catalogue(language).tray;
  if (activity === undefined) return undefined;
  const [first, ...more] = withStanding(records, 'working');
  if (first === undefined) return awaited.has(activity.trigger) ? headline.checking : undefined;
  const single = more.length === 0;
  return single ? headline.writing(recordName(first)) : headline.writingMany(more.length + 1);
}

function attentionHeadline(input: WholeInput): string | undefined {
  const { records, troubles, language } = input;
  const { headline } = catalogue(language).tray;
  const trouble = troubles.find(({ kind }) => serious.has(kind));
  if (trouble !== undefined) return trouble.sentence;
  if (records.length === 0) return headline.notSetUp;
  const locked = new Set(withStanding(records, 'locked').map(({ account }) => account));
  const [account] = locked;
  if (account !== undefined) {
    return locked.size === 1 ? headline.locked(account) : headline.lockedMany(locked.size);
  }
  const stopped = withStanding(records, 'stopped');
  const failed = withStanding(records, 'failed', 'stopped');
  const [first] = stopped.length > 0 ? stopped : failed;
  if (first !== undefined && failed.length === 1) {
    return first.standing === 'stopped'
      ? headline.stopped(recordName(first))
      : headline.failed(recordName(first));
  }
  if (first !== undefined) {
    return stopped.length === failed.length
      ? headline.stoppedMany(stopped.length, records.length)
      : headline.failedMany(failed.length, records.length);
  }
  return disagreeHeadline(input);
}

function disagreeHeadline({ settings, state, language }: WholeInput): string | undefined {
  const { tray, status } = catalogue(language);
  const found = problems(state, settings).find((one) => one.kind === 'disagree');
  return found && tray.headline.disagree(status.family[found.family]);
}

function calmHeadline({ records, language }: WholeInput): ReturnType<typeof wholeOf> {
  const { headline } = catalogue(language).tray;
  const good = withStanding(records, 'upToDate');
  const waiting = withStanding(records, 'waiting', 'working');
  // What is unknown is of a family that nobody misses, or was never checked.
  if (waiting.length > 0) {
    const text = headline.waiting(good.length, good.length + waiting.length);
    return { state: 'waiting', headline: text };
  }
  if (good.length === 0) return { state: 'unknown', headline: headline.notChecked };
  const all = good.length === records.length;
  return {
    state: 'upToDate',
    headline: all ? headline.upToDate(good.length) : headline.everything,
  };
}
