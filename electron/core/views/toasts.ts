import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { NoticeEvent, Preferences } from '../../contract/preferences.ts';
import { sameAddress } from '../address.ts';
import { minute as oneMinute } from '../duration.ts';
import { grouped } from '../grouped.ts';
import { inQuietHours } from '../quiet-hours.ts';
import { familyOf, type ManagedRecord } from '../record.ts';
import type { Settings } from '../settings.ts';
import { type AppState, recordState } from '../state.ts';
import { cutEnd } from './cut-text.ts';
import type { Notice } from './notices.ts';
import { problems } from './problems.ts';
import { bodyLimit, type Toast, type ToastWorld, titleLimit, toastFor } from './toast.ts';

/** What to show now, or that it is not the time for it. */
export type Telling =
  | { readonly kind: 'shown'; readonly toasts: readonly Toast[] }
  | { readonly kind: 'held' };

/** When something is to be told, and what the user wants to be told. */
export interface TellingTime {
  readonly preferences: Preferences;
  /** The local time of day, in minutes since midnight. */
  readonly minute: number;
}

/** More at once become one. */
const mostAtOnce = 3;

const mostSerious: readonly NoticeEvent[] = [
  'action',
  'failed',
  'disagree',
  'changed',
  'recovered',
  'release',
];

function coalesced(all: readonly Toast[], language: Language): readonly Toast[] {
  if (all.length <= mostAtOnce) return all;
  const ordered = all.toSorted(
    (one, other) => mostSerious.indexOf(one.event) - mostSerious.indexOf(other.event),
  );
  const { summary } = catalogue(language).toast;
  return [
    {
      event: ordered[0]?.event ?? 'changed',
      title: cutEnd(summary(all.length), titleLimit),
      body: cutEnd(ordered.map(({ title }) => title).join('\n'), bodyLimit),
      place: { page: 'status' },
      key: 'summary',
    },
  ];
}

function wanted(
  notices: readonly Notice[],
  { notifications }: Preferences,
  world: ToastWorld,
): readonly Toast[] {
  const heard = (notice: Notice) => notifications[toastFor(notice, world).event];
  return merged(notices.filter(heard), world);
}

/**
 * That an account works again goes without saying where all its records were just written: that
 * toast takes the place of the one that told of the problem.
 */
function merged(notices: readonly Notice[], world: ToastWorld): readonly Toast[] {
  const keys = new Map<Notice, string>();
  const rest = notices.filter((notice) => {
    if (notice.kind !== 'recovered' || notice.account === undefined) return true;
    const { account, key } = notice;
    const own = world.settings.records.filter((record) => record.account === account);
    const written = notices.flatMap((one) => (one.kind === 'published' ? [one] : []));
    const ids = new Set(written.flatMap(({ records }) => records));
    const [first] = written.filter(({ records }) => own.some(({ id }) => records.includes(id)));
    if (first === undefined || !own.every(({ id }) => ids.has(id)) || keys.has(first)) return true;
    keys.set(first, key);
    return false;
  });
  return rest.map((notice) => {
    const toast = toastFor(notice, world);
    return { ...toast, key: keys.get(notice) ?? toast.key };
  });
}

/**
 * What to show of the notices that came at once: those whose switch is on, more than three as one.
 * Within the quiet hours they are held: note the time, and call {@link missedToasts} later.
 */
export function toasts(
  notices: readonly Notice[],
  { preferences, minute }: TellingTime,
  world: ToastWorld,
): Telling {
  const all = wanted(notices, preferences, world);
  if (all.length > 0 && inQuietHours(preferences.quietHours, minute)) return { kind: 'held' };
  return { kind: 'shown', toasts: coalesced(all, world.language) };
}

export interface Missed {
  readonly state: AppState;
  /** When the first of them was held, in milliseconds since 1970. */
  readonly heldSince: number;
  /** The held notices, as far as they are remembered; without them no recovery is told. */
  readonly held?: readonly Notice[] | undefined;
}

/** What is told happened so much earlier at most: a round is verified and saved before it tells. */
const tellingTakes = 5 * oneMinute;

/** Of this computer, or of another host. */
function whoseOf({ type, host }: ManagedRecord): string {
  return `${familyOf(type)} ${host?.suffix} ${host?.prefix}`;
}

/** One notice for each host's present address that was written since, unless it was so before. */
function publishedSince(
  { state, heldSince, held = [] }: Missed,
  { records }: Settings,
): readonly Notice[] {
  const from = heldSince - tellingTakes;
  return [...grouped(records, whoseOf).values()].flatMap((group): readonly Notice[] => {
    const ids = new Set(group.map(({ id }) => id));
    const changes = held.filter((one) => one.kind === 'published');
    const own = changes.filter((one) => one.records.some((id) => ids.has(id)));
    const recent = group.flatMap(({ id, type }) => {
      const { published } = recordState(state, id);
      if (published === undefined || published.at < from) return [];
      // A host that expires is told the same address again: that is no news.
      const isNew = (state.families[familyOf(type)].since ?? 0) >= from;
      return isNew || own.some((one) => one.records.includes(id)) ? [{ id, ...published }] : [];
    });
    const [newest] = recent.toSorted((one, other) => other.at - one.at);
    const before = own[0]?.before;
    if (newest === undefined || sameAddress(before, newest.address)) return [];
    const { address } = newest;
    const same = recent.filter((one) => sameAddress(one.address, address));
    const late = own.length > 0 && own.every((one) => one.late === true);
    return [{ kind: 'published', address, before, late, records: same.map(({ id }) => id) }];
  });
}

/** The problems first told since that are still there. */
function openSince({ state, heldSince }: Missed, settings: Settings): readonly Notice[] {
  const keys = new Set<string>();
  return problems(state, settings).flatMap((problem): readonly Notice[] => {
    const { key } = problem;
    const since = state.told[key];
    if (since === undefined || since < heldSince - tellingTakes || keys.has(key)) return [];
    keys.add(key);
    return [{ kind: 'problem', problem }];
  });
}

/** What had been told before the quiet hours, and is mended. */
function recoveredSince({ state, held = [] }: Missed, settings: Settings): readonly Notice[] {
  const unseen = held.flatMap((one) => (one.kind === 'problem' ? [one.problem.key] : []));
  const open = problems(state, settings).map(({ key }) => key);
  const without = new Set([...unseen, ...open]);
  return held.filter((notice) => {
    if (notice.kind !== 'recovered' || without.has(notice.key)) return false;
    without.add(notice.key);
    return true;
  });
}

/**
 * What was held and is still true: the open problems first told since, the address written last,
 * the end of what had been told before. `held` within the quiet hours and while offline: ask again
 * later, with the same `heldSince`.
 */
export function missedToasts(
  missed: Missed,
  { preferences, minute }: TellingTime,
  world: ToastWorld,
): Telling {
  const { settings, language } = world;
  if (missed.state.offlineSince !== undefined) return { kind: 'held' };
  if (inQuietHours(preferences.quietHours, minute)) return { kind: 'held' };
  const notices = [
    ...openSince(missed, settings),
    ...publishedSince(missed, settings),
    ...recoveredSince(missed, settings),
  ];
  return { kind: 'shown', toasts: coalesced(wanted(notices, preferences, world), language) };
}
