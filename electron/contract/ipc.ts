import type { StepView } from './doctor.ts';
import type {
  AccountEntry,
  ChannelCard,
  EditResult,
  FieldProblem,
  KindForm,
  ServiceCard,
  ServiceForm,
  SettingsEdit,
  SettingsForm,
  WatchingChoices,
} from './forms.ts';
import type { Language } from './language.ts';
import type { LogLine } from './log.ts';
import type { SystemPlace, WindowPlace } from './place.ts';
import type { ReleaseAction } from './release.ts';
import type { ListResult, Preview, TestResult } from './setup.ts';
import type { Snapshot, TimelineView } from './snapshot.ts';

/** A problem of a settings text; line and column count from 1. */
export interface TextProblem {
  readonly line: number;
  readonly column: number;
  /** The path of the setting, such as `records[0].name`. */
  readonly field: string;
  readonly message: string;
}

/** What became of settings that were to be saved: with a problem, nothing was changed. */
export type SaveResult =
  | { readonly saved: true }
  | { readonly saved: false; readonly problems: readonly TextProblem[] };

/** What a settings text makes the app do that it did not do before, each as one line to show. */
export interface Powers {
  /** Command lines that are run. */
  readonly runs: readonly string[];
  /** Files, and variables as `$NAME`, that are sent to a service. */
  readonly reads: readonly string[];
  /** New and changed accounts and channels, as `account → host`, or a name where it names no host. */
  readonly tells: readonly string[];
  /** Hosts that are asked for the address. */
  readonly asks: readonly string[];
  /** Files that are written. */
  readonly writes: readonly string[];
}

/** What a file would bring in. Nothing is written before it is confirmed. */
export interface ImportPreview {
  /** To confirm just this one with. */
  readonly id: string;
  readonly file: string;
  /** The file's secrets are sealed: a passphrase opens them. */
  readonly needsPassphrase: boolean;
  readonly accounts: readonly string[];
  readonly channels: readonly string[];
  readonly records: readonly string[];
  /** Secrets to be entered after the import, as `account: field` or `channel: field`. */
  readonly missing: readonly string[];
  /** Records and channels of now that the file does not have. */
  readonly removed: readonly string[];
  readonly powers: Powers;
  readonly problems: readonly TextProblem[];
}

/** What the window may ask of the main process: one argument, one result each. */
export interface Requests {
  readonly snapshot: { argument: null; result: Snapshot };
  /** What happened as far back as is kept, the newest first. */
  readonly history: { argument: { language: Language }; result: readonly TimelineView[] };
  /** What to show, of whoever opened the window. */
  readonly place: { argument: null; result: WindowPlace };
  /** `records` are ids; null for all. */
  readonly check: { argument: { force: boolean; records: readonly string[] | null }; result: null };
  /** Asks the name servers now what they answer; the snapshot tells. */
  readonly verify: { argument: { records: readonly string[] | null }; result: null };
  /**
   * Examines the connection, and writes nothing; `on` false ends what is under way. The steps that
   * are done come as the event `doctor`, in that language.
   */
  readonly doctor: {
    argument: { on: boolean; language: Language };
    result: readonly StepView[];
  };
  /** Minutes; null for until resumed. */
  readonly pause: { argument: { minutes: number | null }; result: null };
  readonly unpause: { argument: null; result: null };
  readonly copyAddress: { argument: { family: 'ipv4' | 'ipv6' }; result: null };
  readonly settingsText: { argument: null; result: { text: string } };
  readonly saveSettings: { argument: { text: string }; result: SaveResult };
  readonly settingsForm: { argument: null; result: SettingsForm };
  readonly services: { argument: { language: Language }; result: readonly ServiceCard[] };
  readonly serviceForm: {
    argument: { service: string; language: Language };
    result: ServiceForm;
  };
  readonly channels: { argument: { language: Language }; result: readonly ChannelCard[] };
  /** The form of the local interface. */
  readonly apiForm: { argument: { language: Language }; result: KindForm };
  readonly channelForm: { argument: { channel: string; language: Language }; result: KindForm };
  readonly watchingChoices: { argument: { readonly language: Language }; result: WatchingChoices };
  /** What is wrong with an edit, without making it. */
  readonly checkEdit: {
    argument: { edit: SettingsEdit };
    result: { problems: readonly FieldProblem[] };
  };
  readonly saveEdit: { argument: { edit: SettingsEdit }; result: EditResult };
  readonly testAccount: { argument: { account: AccountEntry; isNew: boolean }; result: TestResult };
  /** Sends a message now, with what is entered. */
  readonly testChannel: { argument: { channel: AccountEntry; isNew: boolean }; result: TestResult };
  /** The host names that a zone holds already. */
  readonly listRecords: {
    argument: { account: AccountEntry; isNew: boolean; zone: string };
    result: ListResult;
  };
  readonly preview: { argument: { edit: SettingsEdit }; result: Preview };
  /** What the user typed and did not save, in the window's own form, for when its page is gone. */
  readonly keepDraft: { argument: { draft: string | null }; result: null };
  readonly draft: { argument: null; result: { draft: string | null } };
  /** Resolves with the file that was written, null where the user cancelled. */
  readonly exportSettings: { argument: { passphrase: string | null }; result: string | null };
  /** Lets the user choose a file; null where they cancelled. */
  readonly openImport: { argument: null; result: ImportPreview | null };
  readonly unsealImport: { argument: { id: string; passphrase: string }; result: ImportPreview };
  readonly confirmImport: { argument: { id: string }; result: SaveResult };
  readonly savePreferences: { argument: Snapshot['preferences']; result: null };
  readonly setLoginStart: { argument: { on: boolean }; result: null };
  readonly openLog: { argument: null; result: null };
  readonly openLogFolder: { argument: null; result: null };
  /** The latest entries, oldest first. While `on`, further ones come as the event `log`. */
  readonly watchLog: { argument: { on: boolean }; result: { lines: readonly LogLine[] } };
  /** Resolves with the file that was written, null where the user cancelled. */
  readonly saveDiagnostics: { argument: { hideNames: boolean }; result: string | null };
  readonly copyText: { argument: { text: string }; result: null };
  readonly testNotification: { argument: null; result: null };
  readonly openSystem: { argument: { place: SystemPlace }; result: null };
  /** Opens a page on which a network shows its sign-in. */
  readonly openSignIn: { argument: null; result: null };
  /** Takes a step towards a newer version; the snapshot tells how far it is. */
  readonly release: { argument: { action: ReleaseAction }; result: null };
  /** The licences of what the program is made of. */
  readonly licences: { argument: null; result: { text: string } };
  /** A page of a provider in the settings, or of ours. */
  readonly openLink: { argument: { link: string }; result: null };
}

export type RequestName = keyof Requests;

/** What the main process tells the window unasked. */
export interface Events {
  readonly snapshot: Snapshot;
  readonly place: WindowPlace;
  /** The settings became other ones. */
  readonly settingsForm: SettingsForm;
  readonly log: readonly LogLine[];
  readonly doctor: readonly StepView[];
}

export type EventName = keyof Events;

/** An error's message is a sentence for the user, without secrets. */
export type Reply<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly message: string };

const requests: { readonly [Name in RequestName]: Name } = {
  snapshot: 'snapshot',
  history: 'history',
  place: 'place',
  check: 'check',
  verify: 'verify',
  doctor: 'doctor',
  pause: 'pause',
  unpause: 'unpause',
  copyAddress: 'copyAddress',
  settingsText: 'settingsText',
  saveSettings: 'saveSettings',
  settingsForm: 'settingsForm',
  services: 'services',
  serviceForm: 'serviceForm',
  channels: 'channels',
  channelForm: 'channelForm',
  apiForm: 'apiForm',
  watchingChoices: 'watchingChoices',
  checkEdit: 'checkEdit',
  saveEdit: 'saveEdit',
  testAccount: 'testAccount',
  testChannel: 'testChannel',
  listRecords: 'listRecords',
  preview: 'preview',
  keepDraft: 'keepDraft',
  draft: 'draft',
  exportSettings: 'exportSettings',
  openImport: 'openImport',
  unsealImport: 'unsealImport',
  confirmImport: 'confirmImport',
  savePreferences: 'savePreferences',
  setLoginStart: 'setLoginStart',
  openLog: 'openLog',
  openLogFolder: 'openLogFolder',
  watchLog: 'watchLog',
  saveDiagnostics: 'saveDiagnostics',
  copyText: 'copyText',
  testNotification: 'testNotification',
  openSystem: 'openSystem',
  openSignIn: 'openSignIn',
  release: 'release',
  licences: 'licences',
  openLink: 'openLink',
};

export const requestNames = Object.values(requests);

const events: { readonly [Name in EventName]: Name } = {
  snapshot: 'snapshot',
  place: 'place',
  settingsForm: 'settingsForm',
  log: 'log',
  doctor: 'doctor',
};

export const eventNames = Object.values(events);

/** The names on the wire. */
export function requestChannel(name: RequestName): string {
  return `ddns:${name}`;
}

export function eventChannel(name: EventName): string {
  return `ddns:on:${name}`;
}

/** What the preload exposes as `window.ddns`: named functions only. */
export type WindowApi = {
  readonly [Name in RequestName]: (
    argument: Requests[Name]['argument'],
  ) => Promise<Reply<Requests[Name]['result']>>;
} & {
  /** Hears an event until the returned function is called. */
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (value: Events[Name]) => void,
  ) => () => void;
};
