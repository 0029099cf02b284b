import './node/small-heap.ts';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app, dialog, safeStorage } from 'electron';
import packageJson from '../package.json' with { type: 'json' };
import { loadChannels } from './channels/registry.ts';
import { catalogue } from './contract/i18n/catalogue.ts';
import type { TroubleView } from './contract/snapshot.ts';
import { orderDocument } from './core/document/order.ts';
import { codeOf } from './core/error-code.ts';
import type { Clock } from './core/ports.ts';
import { quietSurroundings } from './core/quiet-network.ts';
import { channelCards, channelForm } from './core/views/channel-form.ts';
import { providerFinder } from './core/views/find-provider.ts';
import { interfaceChoices } from './core/views/interface-choices.ts';
import { serviceForm } from './core/views/service.ts';
import { serviceCards } from './core/views/service-cards.ts';
import { watchingChoices } from './core/views/watching-choices.ts';
import type { Sandbox } from './demo/sandbox.ts';
import { setUpApp } from './desktop/app-setup.ts';
import { type LaunchCommand, parseLaunch } from './desktop/arguments.ts';
import { watchFaults } from './desktop/crash.ts';
import { type Desk, openDesk } from './desktop/desk.ts';
import type { ConfirmPowers } from './desktop/dialogs.ts';
import { claimInstance, type SecondCommand } from './desktop/instance.ts';
import { openNotes } from './desktop/notes.ts';
import { releasePorts } from './desktop/releases/ports.ts';
import { createSecretBox } from './desktop/secret-box.ts';
import { createSettingsFile } from './desktop/settings-file.ts';
import { SettingsSession } from './desktop/settings-session.ts';
import { stateTroubles } from './desktop/state-troubles.ts';
import { languageOf } from './desktop/system.ts';
import { systemRandom } from './node/clock.ts';
import { createPorts } from './node/engine-ports.ts';
import { createFingerprint, folderSalt } from './node/fingerprint.ts';
import { openKeptHistory } from './node/kept-history.ts';
import { readLicences } from './node/licences.ts';
import { openDoors } from './node/local/doors.ts';
import { createFollowingLog, type FollowingLog } from './node/log-following.ts';
import { createSealer } from './node/seal.ts';
import { createSecretResolver } from './node/secrets.ts';
import { createSettingsText } from './node/settings-text.ts';
import { createSharedTimer } from './node/shared-timer.ts';
import { readSmallFile, writePrivateFile } from './node/small-file.ts';
import { releaseMemory } from './node/small-heap.ts';
import { rememberFailures } from './node/state-failure.ts';
import { createStateStore } from './node/state-file.ts';
import { type StateNotice, stateNoticeSentence } from './node/state-notice.ts';
import { presets } from './providers/dyndns2/presets.ts';
import { loadProviders } from './providers/registry.ts';
import { builtInSources, sourceFor } from './sources/registry.ts';

const { version } = packageJson;
/** The folder of the program: with the built files, and the pictures. */
const root = path.join(__dirname, '..');

interface BuildParts {
  readonly logs: FollowingLog;
  readonly clock: Clock;
  readonly sandbox: Sandbox | undefined;
  readonly onFault: (error: unknown) => void;
  readonly onEnd: () => void;
}

/** Makes what the app stands on, and puts the app on it. */
async function build({ logs, clock, sandbox, onFault, onEnd }: BuildParts): Promise<Desk> {
  const folder = app.getPath('userData');
  // The window edits accounts of any of them.
  const [providers, channels] = await Promise.all([loadProviders(), loadChannels()]);
  const services = { providers, presets: { dyndns2: presets } };
  const damaged: StateNotice[] = [];
  const language = () => languageOf(session.current.preferences);
  const store = rememberFailures(
    createStateStore({
      folder: path.join(folder, 'state'),
      now: clock.now,
      onNotice(notice) {
        damaged.push(notice);
        logs.log.warn('state was damaged', { kind: notice.kind });
      },
    }),
  );
  const toTrouble = (notice: StateNotice): TroubleView => ({
    kind: 'state',
    sentence: stateNoticeSentence(notice, language()),
  });
  let onSettings: () => void = () => undefined;
  let confirmPowers: ConfirmPowers = async () => false;
  const format = createSettingsText();
  const fingerprint = createFingerprint(folderSalt(folder));
  const history = openKeptHistory({
    folder: path.join(folder, 'state'),
    version,
    fingerprint,
    log: logs.log,
    now: clock.now,
    // What comes from a service has none any more when it gets here.
    redact: (text) => text,
  });
  const session: SettingsSession = new SettingsSession({
    store: createSettingsFile({ folder, now: clock.now }),
    box: sandbox?.box ?? createSecretBox({ safeStorage, platform: process.platform, clock }),
    format,
    sealer: createSealer(),
    world: {
      providers,
      channels,
      sources: sandbox?.sources ?? builtInSources,
      resolveSecret: createSecretResolver(folder, process.env),
      fingerprint,
    },
    newId: randomUUID,
    now: clock.now,
    language,
    confirmPowers: (powers) => confirmPowers(powers),
    changed: () => onSettings(),
    saved: (from) => void history.noteSettings(session.current.settings, from),
    savedPreferences: history.notePreferences,
  });
  await session.open();
  void history.noteSettings(session.current.settings, 'file');
  if (sandbox !== undefined && !(await session.save(sandbox.settings)).saved) {
    throw new Error('the sandbox has settings that the app does not take');
  }
  const engine = {
    ...createPorts(
      { version, ...services, channels, sourceFor },
      {
        store,
        log: logs.log,
        proxy: () => session.current.settings?.proxy,
        words: { language, actions: 'desktop' },
      },
    ),
    clock,
    // The sandbox's world has no networks but its own.
    ...(sandbox && { ...quietSurroundings, ...sandbox.ports }),
  };
  return openDesk({
    version,
    sandbox: sandbox !== undefined,
    clock,
    logs,
    notes: openNotes(folder),
    session,
    onSettings(hear) {
      onSettings = hear;
    },
    onPowers(ask) {
      confirmPowers = ask;
    },
    engine,
    history,
    find: (settings) => providerFinder(services, settings),
    providers,
    channels,
    writeDocument: (document) => format.write(orderDocument(document, { providers, channels }), []),
    services: {
      cards: (language) => serviceCards(services, language),
      form: (id, language) => serviceForm(id, services, language),
      channelCards: (language) => channelCards(channels, language),
      channelForm: (id, language) => channelForm(id, channels, language),
    },
    choices: async (language) =>
      watchingChoices(
        sandbox?.sources ?? builtInSources,
        interfaceChoices(engine.interfaces.list()),
        {
          language,
          identity: await engine.network.identity(),
          rules: session.form().watching.networks,
        },
      ),
    licences: () => readLicences(path.join(root, 'out', 'licences.txt')),
    links: [...providers, ...presets, ...channels].flatMap(({ website, docs }) => [website, docs]),
    files: { read: readSmallFile, write: writePrivateFile },
    releases: releasePorts({
      built: path.join(root, 'out'),
      version,
      sandbox: sandbox !== undefined,
      log: logs.log,
      proxy: () => session.current.settings?.proxy,
    }),
    openDoors: (ports) =>
      openDoors(ports, {
        version,
        env: process.env,
        folder: path.join(folder, 'state'),
        claim: true,
      }),
    tidy: releaseMemory,
    troubles: () => [...damaged.map(toTrouble), ...stateTroubles(store.failure(), language())],
    onSeen: () => damaged.splice(0),
    onFault,
    onEnd,
    places: {
      trayIcons: path.join(root, 'assets', 'tray'),
      windowIcon: path.join(root, 'assets', 'app.png'),
      preload: path.join(root, 'out', 'preload.cjs'),
      window: path.join(root, 'out', 'renderer'),
    },
  });
}

const args = process.argv.slice(app.isPackaged ? 1 : 2);
const launch = parseLaunch(args, process.env);
/** What the sandbox writes is nobody's settings, and goes nowhere near them. */
const data = launch.sandbox ? mkdtempSync(path.join(tmpdir(), 'ddns-tray-sandbox-')) : launch.data;

let desk: Desk | undefined;
/** What was asked before there was anybody to ask. */
const waiting: (LaunchCommand | SecondCommand)[] = [launch.command];

function onCommand(command: SecondCommand): void {
  if (desk === undefined) waiting.push(command);
  else desk.perform(command);
}

async function start(): Promise<void> {
  const logs = createFollowingLog(path.join(app.getPath('userData'), 'logs'));
  const onFault = watchFaults({ log: logs.log });
  const clock = createSharedTimer();
  await app.whenReady();
  const ending = new AbortController();
  const sandbox = launch.sandbox
    ? await (await import('./demo/sandbox.ts')).startSandbox(clock, systemRandom)
    : undefined;
  const onEnd = () => {
    ending.abort();
    if (launch.sandbox && data !== undefined) rmSync(data, { recursive: true, force: true });
  };
  desk = await build({ logs, clock, sandbox, onFault, onEnd });
  sandbox?.live(ending.signal).catch(onFault);
  for (const command of waiting) desk.perform(command);
}

/** Without this the app would go on without a tray icon, and hold the lock against a better start. */
function failToStart(error: unknown): void {
  const language = languageOf({ language: 'system' });
  const { cannotStart } = catalogue(language).desktop;
  dialog.showErrorBox(app.getName(), cannotStart(app.getPath('userData'), codeOf(error)));
  app.exit(1);
}

try {
  setUpApp({ data });
  if (claimInstance({ launch, args, onCommand })) start().catch(failToStart);
} catch (error) {
  failToStart(error);
}
