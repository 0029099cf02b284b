import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { ReleaseAction } from '../contract/release.ts';
import type { Log } from '../core/ports.ts';
import { historyViews } from '../core/views/timeline.ts';
import type { Application } from './application.ts';
import { createChannelTrial } from './channel-trial.ts';
import type { DeskPorts } from './desk-ports.ts';
import { createDiagnostics } from './diagnostics.ts';
import { createDialogs } from './dialogs.ts';
import { createDoctor } from './doctor.ts';
import type { Drafts } from './drafts.ts';
import type { Face } from './face.ts';
import { createHandlers } from './handlers.ts';
import { serve } from './ipc.ts';
import { knownPages, openLink } from './links.ts';
import { createLogView } from './log-view.ts';
import type { LoginStartSwitch } from './login-start.ts';
import type { OwnToasts } from './own-toasts.ts';
import { createSetup } from './setup.ts';
import { copyText, openLogFile, openLogFolder, openSignIn, openSystemPlace } from './system.ts';
import { UserError } from './user-error.ts';
import type { SettingsWindow } from './window.ts';

export interface WindowRequestsOptions {
  readonly ports: DeskPorts;
  /** With clean providers, which name no secret. */
  readonly engine: DeskPorts['engine'];
  readonly application: Application;
  readonly face: Face;
  readonly window: SettingsWindow;
  readonly drafts: Drafts;
  readonly login: LoginStartSwitch;
  readonly ownToasts: OwnToasts;
  readonly release: (action: ReleaseAction) => Promise<void>;
  readonly language: () => Language;
  readonly redact: (text: string) => string;
  readonly log: Log;
  readonly onLoginStart: () => void;
}

/** What the window started and nobody waits for once it is closed. */
export interface WindowRequests {
  /** The window is closed. */
  closed(): void;
}

/** Answers what the window asks for. */
export function serveWindow(options: WindowRequestsOptions): WindowRequests {
  const { ports, engine, application, face, window, language, redact, log } = options;
  const { logs, session, clock } = ports;
  const state = () => application.scene.state;
  const pages = knownPages(ports.links);
  const setup = createSetup({ session, ports: engine, state, find: ports.find, language, redact });
  const channelTrial = createChannelTrial({
    session,
    ports: engine,
    state,
    language,
    redact,
    onDelivered: (id) => application.resumeChannel(id),
  });
  const doctor = createDoctor({
    ports: engine,
    settings: () => session.current.settings,
    state,
    find: ports.find,
    redact,
    language,
    send: (steps) => window.send('doctor', steps),
  });
  const logView = createLogView({
    recent: logs.recent,
    send: (lines) => window.send('log', lines),
  });
  const dialogs = createDialogs({ ...ports.files, parent: () => window.current, language });
  ports.onPowers(dialogs.confirmPowers);
  const handlers = createHandlers({
    application,
    session,
    dialogs,
    loginStart: options.login,
    snapshot: face.snapshot,
    async history(wished) {
      const words = {
        language: wished,
        find: ports.find(session.current.settings),
        nameOf: (id: string) => ports.channels.find((each) => each.id === id)?.name,
      };
      return historyViews(state(), await ports.history.read(), words, clock.now());
    },
    place: () => window.place,
    services: {
      cards: ports.services.cards,
      form(id, wished) {
        const form = ports.services.form(id, wished);
        if (form === undefined) throw new UserError(catalogue(wished).edits.noService);
        return form;
      },
      channelCards: ports.services.channelCards,
      channelForm(id, wished) {
        const form = ports.services.channelForm(id, wished);
        if (form === undefined) throw new UserError(catalogue(wished).edits.channel.unknown);
        return form;
      },
    },
    choices: ports.choices,
    setup,
    testChannel: channelTrial.test,
    doctor,
    drafts: options.drafts,
    logView,
    diagnostics: createDiagnostics({
      snapshot: face.snapshot,
      now: clock.now,
      document: () => session.document,
      write: ports.writeDocument,
      state,
      lines: logs.recent.lines,
      redact,
      providers: ports.providers,
      channels: ports.channels,
    }),
    release: options.release,
    licences: ports.licences,
    copy: copyText,
    openLog: () => openLogFile(logs.file(), language()),
    openLogFolder: () => openLogFolder(logs.file(), language()),
    openLink: (link) => openLink(link, pages, language()),
    openSystem: (place) => openSystemPlace(place, process.platform, language()),
    openSignIn: () => openSignIn(language()),
    testNotification: options.ownToasts.testNotification,
    onLoginStart: options.onLoginStart,
  });
  serve(handlers, { window: () => window.current, log, redact, language });
  return {
    closed() {
      setup.cancel();
      channelTrial.cancel();
      doctor.cancel();
      logView.closed();
    },
  };
}
