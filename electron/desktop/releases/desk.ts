import type { Language } from '../../contract/language.ts';
import type { WindowPlace } from '../../contract/place.ts';
import type { Preferences } from '../../contract/preferences.ts';
import type { ReleaseAction, ReleaseView } from '../../contract/release.ts';
import type { ReleaseState } from '../../core/release/state.ts';
import { releaseView } from '../../core/views/release.ts';
import type { Application } from '../application.ts';
import type { DeskPorts } from '../desk-ports.ts';
import type { Drafts } from '../drafts.ts';
import { createReleases } from '../releases.ts';
import type { SettingsWindow } from '../window.ts';
import { endForRelease } from './end.ts';

export interface ReleaseDeskParts {
  readonly ports: DeskPorts;
  readonly application: Application;
  readonly preferences: () => Preferences;
  readonly language: () => Language;
  readonly drafts: Drafts;
  readonly window: () => Pick<SettingsWindow, 'current' | 'leave'>;
  readonly showWindow: (place: WindowPlace) => void;
  /** Tells of a version; false where it is to be told later. */
  readonly tell: (state: ReleaseState) => boolean;
  /** After each change of the view. */
  readonly onChange: () => void;
}

/** The way to newer versions between tray, window and the updates of records. */
export interface ReleaseDesk {
  view(): ReleaseView;
  /** Takes a step because the user wants it; the view tells what comes of it. */
  perform(action: ReleaseAction): void;
  /** Looks by itself until closed. */
  run(): Promise<void>;
  close(): void;
}

export function createReleaseDesk(parts: ReleaseDeskParts): ReleaseDesk {
  const { application, preferences, language, drafts, window, showWindow } = parts;
  const { clock, engine, logs, notes, version, releases: ports } = parts.ports;
  const nothingTyped = () => window().current === undefined && drafts.get() === null;
  const releases = createReleases({
    ...ports,
    version,
    http: engine.http,
    clock,
    random: engine.random,
    log: logs.log,
    wishes() {
      const { releases: automatic, releaseChannel: channel } = preferences();
      return { automatic, channel };
    },
    mayLook() {
      const { paused, offlineSince } = application.scene.state;
      return paused === undefined && offlineSince === undefined;
    },
    whileIdle: (work) => application.between(work),
    mayEnd: nothingTyped,
    quit: () => endForRelease(ports.way),
    onChange: parts.onChange,
    onAvailable: () => parts.tell(releases.state()),
    told: {
      get: () => notes.get('toldRelease'),
      set: (told) => notes.set('toldRelease', told),
    },
  });
  const view = () =>
    releaseView(releases.state(), { language: language(), now: clock.now(), downloads: false });

  async function install(): Promise<void> {
    await releases.install();
    const { kind } = releases.state();
    // The user came back to the window while it waited, and may have typed something.
    if (kind === 'ready' && !nothingTyped()) leave();
    // The window is gone, and nothing else says so.
    else if (kind === 'failed') showWindow({ page: 'about' });
  }

  /** What is typed and not saved is asked about before the app ends. */
  function leave(): void {
    // The menu may be older than the state.
    if (!view().actions.includes('install')) return;
    // Kept when the window was closed: it can be asked about only where it is shown.
    if (window().current === undefined && drafts.get() !== null) showWindow({ page: 'about' });
    else window().leave(() => void install());
  }

  return {
    view,
    perform(action) {
      if (action === 'install') leave();
      else if (action === 'look') void releases.look();
      else if (action === 'fetch') void releases.fetch();
    },
    run: () => releases.run(),
    close: () => releases.close(),
  };
}
