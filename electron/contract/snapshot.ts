import type { VerdictView } from './doctor.ts';
import type { Language } from './language.ts';
import type { SystemPlace } from './place.ts';
import type { Preferences } from './preferences.ts';
import type { ReleaseView } from './release.ts';

/** What the tray icon shows. */
export const trayStates = ['upToDate', 'working', 'attention', 'paused', 'offline'] as const;
export type TrayState = (typeof trayStates)[number];

/** How the whole stands: what waits, or was never checked, has no icon of its own. */
export type WholeState = TrayState | 'waiting' | 'unknown';

/** Whether the app starts at login. `disabledBySystem`: switched on here, off in the Task Manager. */
export type LoginStart = 'on' | 'off' | 'disabledBySystem' | 'unsupported';

/** The public address of one family. Times are milliseconds since 1970. */
export interface AddressView {
  readonly family: 'ipv4' | 'ipv6';
  readonly label: string;
  /** The last confirmed address; undefined where none is known. */
  readonly address?: string | undefined;
  readonly since?: number | undefined;
  readonly seen?: number | undefined;
  /** How it is known, or why it is not: one sentence. */
  readonly sentence: string;
  /** The family is of no use to the settings: no record wants it. The window leaves it out. */
  readonly unused: boolean;
}

/** How a record stands. */
export type RecordStanding =
  | 'upToDate'
  | 'working'
  | 'waiting'
  | 'failed'
  | 'stopped'
  | 'locked'
  | 'unknown';

/** What the user can do about a record that is not up to date. */
export const recordActions = [
  /** Enter the account's credentials anew. */
  'enterCredentials',
  /** Open {@link RecordView.link}. */
  'openProvider',
  /** Name the zone, or mend the name. */
  'chooseZone',
  'editRecord',
  'fixClock',
  'checkNetwork',
  /** Sign in to the network in a browser. */
  'signIn',
  'setProxy',
  /** Try this record now, a stopped one too. */
  'tryAgain',
  /** Look at the sources of the public address. */
  'checkSources',
  'openLog',
  /** It goes on by itself. */
  'wait',
] as const;
export type RecordAction = (typeof recordActions)[number];

export interface RecordView {
  readonly id: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA';
  readonly account: string;
  readonly provider: string;
  readonly standing: RecordStanding;
  /** The standing in a word or two. */
  readonly label: string;
  /** How it is known, or what is wrong and what to do next; may be empty. */
  readonly sentence: string;
  /** What the provider took last. */
  readonly address?: string | undefined;
  readonly changed?: number | undefined;
  readonly checked?: number | undefined;
  readonly nextTry?: number | undefined;
  /** A page of the provider that helps, for {@link Link}. */
  readonly link?: string | undefined;
  /** What helps, the best first; none where nothing is wrong. */
  readonly actions: readonly RecordAction[];
}

/** Something that happened. */
export interface TimelineView {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'address' | 'written' | 'failed' | 'recovered' | 'settings' | 'told';
  readonly sentence: string;
}

/** A secret that an account or a channel needs. */
export interface SecretView {
  /** Keys from the account down, joined by `/`. */
  readonly path: string;
  readonly label: string;
  /** `kept`: encrypted on this computer. `lost`: to be entered again. `elsewhere`: in a variable or a file. */
  readonly state: 'kept' | 'lost' | 'elsewhere';
}

export interface AccountView {
  readonly id: string;
  readonly provider: string;
  readonly link?: string | undefined;
  readonly secrets: readonly SecretView[];
}

/** A channel, and how it goes. */
export interface ChannelView {
  readonly id: string;
  /** What kind it is. */
  readonly name: string;
  readonly standing: RecordStanding;
  /** What was delivered last, or what is wrong and what to do next. */
  readonly sentence: string;
}

/** Something that is not in order with the app itself rather than with a record. */
export interface TroubleView {
  readonly kind: 'settings' | 'keyLost' | 'plainStorage' | 'state' | 'log' | 'store';
  readonly sentence: string;
}

/** All that the window shows. Holds no secret. */
export interface Snapshot {
  readonly version: string;
  readonly platform: string;
  readonly language: Language;
  readonly preferences: Preferences;
  readonly loginStart: LoginStart;
  readonly state: WholeState;
  /** The whole in one sentence. */
  readonly headline: string;
  readonly addresses: readonly AddressView[];
  /** What stands between this computer and the Internet. */
  readonly verdicts: readonly VerdictView[];
  readonly records: readonly RecordView[];
  readonly accounts: readonly AccountView[];
  readonly channels: readonly ChannelView[];
  readonly troubles: readonly TroubleView[];
  /** The way to a newer version of the program. */
  readonly release: ReleaseView;
  readonly lastCheck?: number | undefined;
  readonly nextCheck?: number | undefined;
  readonly offlineSince?: number | undefined;
  /** Set while paused; `until` undefined means until resumed. */
  readonly paused?: { readonly since: number; readonly until?: number | undefined } | undefined;
  /** The newest first. */
  readonly timeline: readonly TimelineView[];
  /** Places of the system's settings that can be opened here. */
  readonly systemPlaces: readonly SystemPlace[];
  /** A check is under way that the user, a change or a failure asked for. */
  readonly busy: boolean;
  /** The sandbox of `npm start -- --sandbox`. */
  readonly sandbox: boolean;
}
