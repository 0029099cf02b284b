import type { Language } from '../contract/language.ts';
import type { SystemPlace } from '../contract/place.ts';
import type { ReleaseView } from '../contract/release.ts';
import type { LoginStart, Snapshot, TroubleView } from '../contract/snapshot.ts';
import type { HistoryEntry } from '../core/history.ts';
import type { FindChannel } from '../core/views/channel-view.ts';
import type { FindProvider } from '../core/views/outcome.ts';
import { snapshot } from '../core/views/snapshot.ts';
import { type TrayView, trayView } from '../core/views/tray.ts';
import type { Scene } from './application.ts';
import type { CurrentSettings } from './settings-current.ts';

export interface FaceParts {
  readonly version: string;
  readonly sandbox: boolean;
  readonly now: () => number;
  readonly language: () => Language;
  readonly scene: () => Scene;
  readonly settings: () => CurrentSettings;
  readonly find: FindProvider;
  /** Of the history, what is newest. */
  readonly recent: () => readonly HistoryEntry[];
  readonly findChannel: FindChannel;
  readonly loginStart: () => LoginStart;
  /** Besides those of the settings. */
  readonly troubles: () => readonly TroubleView[];
  readonly release: () => ReleaseView;
  readonly systemPlaces: readonly SystemPlace[];
  readonly onTray: (view: TrayView) => void;
  readonly onSnapshot: (snapshot: Snapshot) => void;
}

/** What the user sees of the app, made anew from everything there is. */
export interface Face {
  snapshot(): Snapshot;
  tray(): TrayView;
  /** Shows it soon; many calls of one moment are one. */
  refresh(): void;
}

export function createFace(parts: FaceParts): Face {
  let due = false;
  const make = (): Snapshot => {
    const { settings, preferences, troubles, secrets } = parts.settings();
    const { state, activity } = parts.scene();
    return snapshot({
      settings,
      state,
      activity,
      preferences,
      secrets,
      now: parts.now(),
      language: parts.language(),
      find: parts.find,
      recent: parts.recent(),
      findChannel: parts.findChannel,
      loginStart: parts.loginStart(),
      version: parts.version,
      platform: process.platform,
      sandbox: parts.sandbox,
      systemPlaces: parts.systemPlaces,
      release: parts.release(),
      troubles: [...troubles, ...parts.troubles()],
    });
  };
  const show = () => {
    due = false;
    const made = make();
    parts.onTray(trayView(made, parts.now()));
    parts.onSnapshot(made);
  };
  return {
    snapshot: make,
    tray: () => trayView(make(), parts.now()),
    refresh() {
      if (due) return;
      due = true;
      setImmediate(show);
    },
  };
}
