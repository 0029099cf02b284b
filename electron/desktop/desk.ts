import { app } from 'electron';
import type { WindowPlace } from '../contract/place.ts';
import type { LoginStart } from '../contract/snapshot.ts';
import { minute, second } from '../core/duration.ts';
import { discreetHistory } from '../core/history/discreet.ts';
import type { ProviderCall } from '../core/history.ts';
import type { FindProvider } from '../core/views/outcome.ts';
import { Watcher } from '../core/watcher.ts';
import { createActions } from './actions.ts';
import { Application } from './application.ts';
import type { LaunchCommand } from './arguments.ts';
import { cleanProvider } from './clean-provider.ts';
import type { DeskPorts } from './desk-ports.ts';
import { createDrafts } from './drafts.ts';
import { endInOrder } from './ending.ts';
import { createFace } from './face.ts';
import type { SecondCommand } from './instance.ts';
import { createLocal } from './local.ts';
import { createLoginStart } from './login-start.ts';
import { createNotifier } from './notifier.ts';
import { createOwnToasts } from './own-toasts.ts';
import { watchPower } from './power.ts';
import { createReleaseDesk } from './releases/desk.ts';
import { createSecrecy } from './secrecy.ts';
import { copyText, languageOf, openLogFile, systemPlacesOf } from './system.ts';
import { createToaster } from './toaster.ts';
import { createTray } from './tray.ts';
import { UserError } from './user-error.ts';
import { applyTheme, createSettingsWindow } from './window.ts';
import { serveWindow } from './window-requests.ts';

/** The running desktop app. */
export interface Desk {
  perform(command: LaunchCommand | SecondCommand): void;
}

/** How often the networks are looked at, and the tray put right: a wake-up of the system each. */
const beat = 15 * second;

/** Memory is given back after the first beat, and then every ten minutes. */
const tidyBeats = (10 * minute) / beat;

/** How long a file that is shown and not confirmed is kept in mind. */
const importAge = 10 * minute;

/** Puts the app together on Electron: tray, window, notifications, and the engine behind them. After it is ready. */
export function openDesk(ports: DeskPorts): Desk {
  const { logs, notes, clock, version, sandbox, session, onFault } = ports;
  const { log } = logs;
  const secrecy = createSecrecy(logs);
  let loginStart: LoginStart = 'unsupported';
  const drafts = createDrafts();

  const settings = () => session.current.settings;
  const preferences = () => session.current.preferences;
  const language = () => languageOf(preferences());
  const find: FindProvider = (id, account) => ports.find(settings())(id, account);

  const engine = {
    ...ports.engine,
    provider: (id: string) => cleanProvider(ports.engine.provider(id), secrecy.redact),
    history: discreetHistory(ports.history, secrecy.redact),
    onCall: (call: ProviderCall) => local.onCall(call),
  };
  const application = new Application({
    engine,
    settings,
    onScene() {
      local.follow();
      face.refresh();
    },
    onNotice: (notice) => toaster.tell(notice),
    onFault,
  });
  const local = createLocal({
    application,
    engine,
    open: ports.openDoors,
    clean: secrecy.redact,
    onNews: () => face.refresh(),
  });
  const releases = createReleaseDesk({
    ports,
    application,
    preferences,
    language,
    drafts,
    window: () => window,
    showWindow,
    tell: (state) => ownToasts.released(state),
    onChange: () => face.refresh(),
  });
  const face = createFace({
    version,
    sandbox,
    now: clock.now,
    language,
    scene: () => application.scene,
    settings: () => session.current,
    find,
    recent: ports.history.recent,
    findChannel: (id) => ports.channels.find((each) => each.id === id),
    loginStart: () => loginStart,
    systemPlaces: systemPlacesOf(process.platform),
    release: releases.view,
    troubles: () => [
      ...ports.troubles(),
      ...secrecy.troubles(language()),
      ...local.troubles(language()),
    ],
    onTray: (view) => tray.render(view),
    onSnapshot: (snapshot) => window.send('snapshot', snapshot),
  });
  const login = createLoginStart({ log });
  const readLogin = () => {
    loginStart = login.read();
    face.refresh();
  };
  const window = createSettingsWindow({
    preload: ports.places.preload,
    files: ports.places.window,
    icon: ports.places.windowIcon,
    title: app.getName(),
    log,
    language,
    devTools: !app.isPackaged && process.env.DDNS_TRAY_DEVTOOLS === '1',
    onDiscard: () => drafts.set(null),
    onClosed() {
      requests.closed();
      session.seen();
      void session.forgetImport().catch(onFault);
      ports.onSeen();
      face.refresh();
    },
    // What starts at login may have been changed in the Task Manager.
    onFocus: () => readLogin(),
    onGone: (reason) => log.error('the window is gone', { reason }),
    onSessionEnd: (phase) => {
      if (phase === 'end') log.info('the session ends');
    },
  });
  const tray = createTray({
    folder: ports.places.trayIcons,
    view: face.tray(),
    onOpen: () => showWindow(),
    onAction: (action) => act(action),
  });
  const notifier = createNotifier({
    log,
    onClick: (place) => showWindow(place),
    balloon: tray.balloon,
  });
  const toaster = createToaster({
    notes,
    now: clock.now,
    show: (toast) => notifier.show(toast),
    preferences,
    world() {
      const present = settings();
      return present && { settings: present, find, language: language() };
    },
  });
  const ownToasts = createOwnToasts({
    settings: () => session.current,
    language,
    show: (toast) => notifier.show(toast),
    now: clock.now,
  });
  let beats = 0;
  const watcher = new Watcher({
    engine,
    subject: () => application.subject,
    notice: (trigger) => application.notice(trigger),
    beat,
    onBeat() {
      if (beats % tidyBeats === 1) ports.tidy();
      beats += 1;
      void session.retry().catch(onFault);
      void session.forgetImport(importAge).catch(onFault);
      void application.follow().catch(onFault);
      toaster.catchUp(application.scene.state);
      tray.heartbeat();
      face.refresh();
    },
    onFault,
  });

  function showWindow(place?: WindowPlace): void {
    readLogin();
    window.show(place);
  }

  let shownRevision = '';
  function sendForm(): void {
    const form = session.form();
    if (form.revision === shownRevision) return;
    shownRevision = form.revision;
    window.send('settingsForm', form);
  }

  function onSettings(): void {
    const { secretTexts, settings: present } = session.current;
    secrecy.learn(secretTexts, present?.log);
    applyTheme(preferences().theme);
    sendForm();
    void application.follow().catch(onFault);
    local.follow();
    face.refresh();
  }

  const act = createActions({
    application,
    showWindow,
    copy: copyText,
    openLog: () => openLogFile(logs.file(), language()),
    install: () => releases.perform('install'),
    quit: () => window.leave(() => app.quit()),
    onFault: (error) => (error instanceof UserError ? ownToasts.failed(error) : onFault(error)),
  });
  const stopPower = watchPower({
    log,
    onWake(why) {
      watcher.signal(why === 'resume' ? 'resumed' : 'unlocked');
      // A key store that could not tell before may be open now.
      session.retry().catch(onFault);
    },
  });
  const requests = serveWindow({
    ports,
    engine,
    application,
    face,
    window,
    drafts,
    login,
    ownToasts,
    release: async (action) => releases.perform(action),
    language,
    redact: secrecy.redact,
    log,
    onLoginStart: readLogin,
  });

  endInOrder(async () => {
    watcher.stop();
    releases.close();
    stopPower();
    window.close();
    requests.closed();
    await application.stop();
    await ports.history.flush();
    await local.close();
    tray.destroy();
    log.info('the app ends');
    ports.onEnd();
  }, onFault);

  login.repair(notes.get('executable'));
  notes.set('executable', process.execPath);
  log.info('started', { version, sandbox });
  readLogin();
  ports.history.hear(() => face.refresh());
  ports.onSettings(onSettings);
  onSettings();
  void watcher.run();
  releases.run().catch(onFault);

  return {
    perform(command) {
      if (command === 'settings') showWindow();
      else if (command === 'updateNow') application.check(false);
      else if (command === 'quit') app.quit();
      else if (command === 'plain') ownToasts.welcome();
    },
  };
}
