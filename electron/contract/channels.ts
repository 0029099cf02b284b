import type { Snapshot, WindowPage } from './snapshot.ts';

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
  /** New and changed accounts, as `account → host`, or a name where the account names no host. */
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
  readonly records: readonly string[];
  /** Secrets to be entered after the import, as `account: field`. */
  readonly missing: readonly string[];
  /** Records of now that the file does not have. */
  readonly removed: readonly string[];
  readonly powers: Powers;
  readonly problems: readonly TextProblem[];
}

/** What the window may ask of the main process: one argument, one result each. */
export interface Requests {
  readonly snapshot: { argument: null; result: Snapshot };
  /** The page to show, of whoever opened the window. */
  readonly page: { argument: null; result: WindowPage };
  readonly check: { argument: { force: boolean }; result: null };
  /** Minutes; null for until resumed. */
  readonly pause: { argument: { minutes: number | null }; result: null };
  readonly unpause: { argument: null; result: null };
  readonly copyAddress: { argument: { family: 'ipv4' | 'ipv6' }; result: null };
  readonly settingsText: { argument: null; result: { text: string } };
  readonly saveSettings: { argument: { text: string }; result: SaveResult };
  readonly enterSecrets: {
    argument: { account: string; secrets: Readonly<Record<string, string>> };
    result: SaveResult;
  };
  /** Resolves with the file that was written, null where the user cancelled. */
  readonly exportSettings: { argument: { passphrase: string | null }; result: string | null };
  /** Lets the user choose a file; null where they cancelled. */
  readonly openImport: { argument: null; result: ImportPreview | null };
  readonly unsealImport: { argument: { id: string; passphrase: string }; result: ImportPreview };
  readonly confirmImport: { argument: { id: string }; result: SaveResult };
  readonly savePreferences: { argument: Snapshot['preferences']; result: null };
  readonly setLoginStart: { argument: { on: boolean }; result: null };
  readonly openLog: { argument: null; result: null };
  /** A page of a provider in the settings, or of ours. */
  readonly openLink: { argument: { link: string }; result: null };
}

export type RequestName = keyof Requests;

/** What the main process tells the window unasked. */
export interface Events {
  readonly snapshot: Snapshot;
  readonly page: WindowPage;
}

export type EventName = keyof Events;

/** An error's message is a sentence for the user, without secrets. */
export type Reply<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly message: string };

const requests: { readonly [Name in RequestName]: Name } = {
  snapshot: 'snapshot',
  page: 'page',
  check: 'check',
  pause: 'pause',
  unpause: 'unpause',
  copyAddress: 'copyAddress',
  settingsText: 'settingsText',
  saveSettings: 'saveSettings',
  enterSecrets: 'enterSecrets',
  exportSettings: 'exportSettings',
  openImport: 'openImport',
  unsealImport: 'unsealImport',
  confirmImport: 'confirmImport',
  savePreferences: 'savePreferences',
  setLoginStart: 'setLoginStart',
  openLog: 'openLog',
  openLink: 'openLink',
};

export const requestNames = Object.values(requests);
export const eventNames: readonly EventName[] = ['snapshot', 'page'];

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
