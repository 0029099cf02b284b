import type { Language } from '../../contract/language.ts';
import type { SystemPlace } from '../../contract/place.ts';
import type { Preferences } from '../../contract/preferences.ts';
import type { ReleaseView } from '../../contract/release.ts';
import type {
  AccountView,
  LoginStart,
  SecretView,
  Snapshot,
  TroubleView,
} from '../../contract/snapshot.ts';
import type { Activity } from '../engine.ts';
import type { HistoryEntry } from '../history.ts';
import { isPaused } from '../pause.ts';
import { defaultInterval, defaultTimeout, type Settings } from '../settings.ts';
import type { AppState } from '../state.ts';
import { factsOf } from '../verdicts/facts.ts';
import { verdictsOf } from '../verdicts/verdicts.ts';
import { addressViews } from './address-view.ts';
import { channelViews, type FindChannel } from './channel-view.ts';
import { isBusy, wholeOf } from './headline.ts';
import { type FindProvider, providerNamed } from './outcome.ts';
import { linkOf, recordViews } from './record-view.ts';
import { timelineViews } from './timeline.ts';
import { verdictViews } from './verdict.ts';
import type { ViewInput } from './view-input.ts';

/** All that a snapshot is made of. */
export interface SnapshotInput {
  /** Undefined where there are none that can be used. */
  readonly settings: Settings | undefined;
  readonly state: AppState;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly language: Language;
  readonly find: FindProvider;
  readonly findChannel: FindChannel;
  /** Of the history, what is newest. */
  readonly recent: readonly HistoryEntry[];
  /** The check under way. */
  readonly activity: Activity | undefined;
  readonly preferences: Preferences;
  readonly loginStart: LoginStart;
  readonly version: string;
  readonly platform: string;
  readonly sandbox: boolean;
  /** What is wrong right now; what was mended already is none. */
  readonly troubles: readonly TroubleView[];
  readonly release: ReleaseView;
  /** As `secretViews` makes them. */
  readonly secrets: Readonly<Record<string, readonly SecretView[]>>;
  /** Those that can be opened on this system. */
  readonly systemPlaces: readonly SystemPlace[];
}

const noSettings: Settings = {
  interval: defaultInterval,
  timeout: defaultTimeout,
  log: { level: 'info' },
  sources: { ipv4: [], ipv6: [] },
  accounts: {},
  records: [],
  verify: { resolvers: [], publicResolvers: [] },
};

function accountViews(
  { settings, find, language }: ViewInput,
  secrets: SnapshotInput['secrets'],
): readonly AccountView[] {
  return Object.values(settings.accounts).map(({ id, provider }): AccountView => {
    const named = providerNamed(provider, find, id);
    const { name } = named;
    return { id, provider: name[language], link: linkOf(named), secrets: secrets[id] ?? [] };
  });
}

/** What the window and the tray show. Holds no secret. */
export function snapshot(input: SnapshotInput): Snapshot {
  const { version, platform, language, preferences, loginStart, sandbox, troubles } = input;
  const view: ViewInput = { ...input, settings: input.settings ?? noSettings };
  const { state, now, find } = view;
  const records = recordViews(view);
  const paused = isPaused(state, now) ? state.paused : undefined;
  // While offline it is the link that decides when.
  const isPlanned = records.length > 0 && paused === undefined && state.offlineSince === undefined;
  return {
    version,
    platform,
    language,
    preferences,
    loginStart,
    ...wholeOf({ ...view, records, troubles }),
    addresses: addressViews(view),
    verdicts: verdictViews(verdictsOf(factsOf(state, input.settings)), language),
    records,
    accounts: accountViews(view, input.secrets),
    channels: channelViews(view.settings, state, input.findChannel, language),
    troubles,
    release: input.release,
    // Without a record there is nothing that a check could bring.
    lastCheck: records.length > 0 ? state.lastCheck : undefined,
    nextCheck: isPlanned ? state.nextCheck : undefined,
    offlineSince: state.offlineSince,
    paused: paused && { since: paused.at, until: paused.until },
    timeline: timelineViews(
      state,
      input.recent,
      { language, find, nameOf: (service) => input.findChannel(service)?.name },
      now,
    ),
    systemPlaces: input.systemPlaces,
    busy: isBusy(view),
    sandbox,
  };
}
