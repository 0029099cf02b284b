import { app } from 'electron';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { LoginStart, TroubleView } from '../contract/snapshot.ts';
import { minute } from '../core/duration.ts';
import type { Clock, Log, LogLevel } from '../core/ports.ts';
import { createRedactor } from '../core/redact.ts';
import type { Settings } from '../core/settings.ts';
import type { Notice } from '../core/views/notices.ts';
import type { FindProvider } from '../core/views/outcome.ts';
import { createActions } from './actions.ts';
import { Application, type ApplicationPorts } from './application.ts';
import type { LaunchCommand } from './arguments.ts';
import { createDialogs, type DialogFiles } from './dialogs.ts';
import { endInOrder } from './ending.ts';
import { createFace } from './face.ts';
import { createHandlers } from './handlers.ts';
import type { SecondCommand } from './instance.ts';
import { serve } from './ipc.ts';
import { linkHosts, openLink } from './links.ts';
import { createLoginStart } from './login-start.ts';
import type { Notes } from './notes.ts';
import { createNotifier } from './notifier.ts';
import { watchPower } from './power.ts';
import type { CurrentSettings, SettingsSession } from './settings-session.ts';
import { copyText, languageOf, openLogFile } from './system.ts';
import { createToaster } from './toaster.ts';
import { createTray } from './tray.ts';
import { beatInterval, Watch } from './watch.ts';
import { applyTheme, createSettingsWindow } from './window.ts';

/** What the desk stands on; main.ts builds it. */
export interface DeskPorts {
  readonly version: string;
  readonly sandbox: boolean;
  readonly clock: Clock;
  readonly logs: {
    readonly log: Log;
    file(): string;
    /** Returns why the file cannot be written, if so. */
    follow(
      wish: { readonly level: LogLevel; readonly file?: string | undefined },
      secrets: readonly string[],
    ): string | undefined;
  };
  readonly notes: Notes;
  /** Open already. */
  readonly session: SettingsSession;
  /** Takes who is to hear that the settings may have changed. */
  readonly onSettings: (hear: () => void) => void;
  readonly engine: ApplicationPorts['engine'];
  readonly find: (settings: Settings | undefined) => FindProvider;
  /** Pages that may be opened. */
  readonly links: readonly string[];
  readonly files: DialogFiles;
  /** Gives memory back that the start or a while of work needed. */
  readonly tidy: () => void;
  /** Besides those of the settings. */
  readonly troubles: () => readonly TroubleView[];
  /** Absolute paths. */
  readonly places: {
    readonly trayIcons: string;
    readonly windowIcon: string;
    readonly preload: string;
    readonly window: string;
  };
}

/** The running desktop app. */
export interface Desk {
  perform(command: LaunchCommand | SecondCommand): void;
}

/** Memory is given back after the first beat, and then every ten minutes. */
const tidyBeats = (10 * minute) / beatInterval;

/** Whether it tells of secrets as lost that the system only does not decrypt for now. */
function isMerelyBusy(notice: Notice, secrets: CurrentSettings['secrets']): boolean {
  if (notice.kind !== 'problem' || notice.problem.kind !== 'locked') return false;
  return (secrets[notice.problem.account] ?? []).every(({ state }) => state !== 'lost');
}

/** Puts the app together on Electron: tray, window, notifications, and the engine behind them. After it is ready. */
export function openDesk(ports: DeskPorts): Desk {
  const { logs, notes, clock, version, sandbox, session } = ports;
  const { log } = logs;
  let redact = createRedactor([]);
  const secrets = new Set<string>();
  let loginStart: LoginStart = 'unsupported';
  /** Why the log takes nothing. */
  let logTrouble: string | undefined;

  const settings = () => session.current.settings;
  const preferences = () => session.current.preferences;
  const language = () => languageOf(preferences());
  const find: FindProvider = (id, account) => ports.find(settings())(id, account);
  const onFault = (error: unknown) => log.error('fault', { error });

  const application = new Application({
    engine: ports.engine,
    settings,
    onScene: () => face.refresh(),
    onNotice(notice) {
      if (!isMerelyBusy(notice, session.current.secrets)) toaster.tell(notice);
    },
    onFault,
  });
  const face = createFace({
    version,
    sandbox,
    now: clock.now,
    language,
    scene: () => application.scene,
    settings: () => session.current,
    find,
    loginStart: () => loginStart,
    troubles: () => [...ports.troubles(), ...troublesOfLog()],
    onTray: (view) => tray.render(view),
    onSnapshot: (snapshot) => window.send('snapshot', snapshot),
  });
  const login = createLoginStart({ log });
  const readLogin = () => {
    loginStart = login.read();
    face.refresh();
  };
  const window = createSettingsWindow({
    ...{ preload: ports.places.preload, files: ports.places.window, icon: ports.places.windowIcon },
    title: app.getName(),
    log,
    language,
    devTools: !app.isPackaged && process.env.DDNS_TRAY_DEVTOOLS === '1',
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
    onClick: (page) => showWindow(page),
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
  let beats = 0;
  const watch = new Watch({
    clock,
    interfaces: ports.engine.interfaces,
    context: () => application.context,
    check: (trigger) => application.notice(trigger),
    onBeat() {
      if (beats % tidyBeats === 1) ports.tidy();
      beats += 1;
      void session.retry().catch(onFault);
      void application.follow().catch(onFault);
      toaster.catchUp(application.scene.state);
      tray.heartbeat();
      face.refresh();
    },
    onFault,
  });

  function troublesOfLog(): readonly TroubleView[] {
    if (logTrouble === undefined) return [];
    const sentence = catalogue(language()).cli.run.logFile(logs.file(), logTrouble);
    return [{ kind: 'log', sentence }];
  }

  function showWindow(page?: Parameters<typeof window.show>[0]): void {
    readLogin();
    window.show(page);
  }

  function onSettings(): void {
    const { secretTexts, settings: present } = session.current;
    for (const text of secretTexts) secrets.add(text);
    redact = createRedactor(secrets);
    logTrouble = logs.follow(present?.log ?? { level: 'info' }, [...secrets]);
    applyTheme(preferences().theme);
    void application.follow().catch(onFault);
    face.refresh();
  }

  const openLog = () => openLogFile(logs.file(), language());
  const act = createActions({
    application,
    showWindow,
    copy: copyText,
    openLog,
    quit: () => app.quit(),
    onFault,
  });
  const stopPower = watchPower({
    log,
    onWake(why) {
      watch.signal(why === 'resume' ? 'resumed' : 'unlocked');
      // A key store that could not tell before may be open now.
      session.retry().catch(onFault);
    },
  });
  const hosts = linkHosts(ports.links);
  const dialogs = createDialogs({ ...ports.files, parent: () => window.current, language });
  const handlers = createHandlers({
    application,
    session,
    dialogs,
    loginStart: login,
    snapshot: face.snapshot,
    page: () => window.page,
    copy: copyText,
    openLog,
    openLink: (link) => openLink(link, hosts, language()),
    onLoginStart: readLogin,
  });
  serve(handlers, {
    window: () => window.current,
    log,
    redact: (text) => redact.text(text),
    language,
  });

  endInOrder(async () => {
    watch.stop();
    stopPower();
    window.close();
    await application.stop();
    tray.destroy();
    log.info('the app ends');
  }, onFault);

  login.repair(notes.get('executable'));
  notes.set('executable', process.execPath);
  log.info('started', { version, sandbox });
  readLogin();
  ports.onSettings(onSettings);
  onSettings();
  void watch.run();

  const welcome = () => {
    if (settings()?.records.length !== 0) return;
    const texts = catalogue(language()).desktop.welcome;
    notifier.show({ event: 'action', key: 'welcome', page: 'settings', ...texts });
  };
  return {
    perform(command) {
      if (command === 'settings') showWindow();
      else if (command === 'updateNow') application.check(false);
      else if (command === 'quit') app.quit();
      else if (command === 'plain') welcome();
    },
  };
}
