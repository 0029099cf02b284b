import type {
  AccountEntry,
  ChannelCard,
  KindForm,
  ServiceCard,
  ServiceForm,
  WatchingChoices,
} from '../contract/forms.ts';
import type { Language } from '../contract/language.ts';
import type { LogLine } from '../contract/log.ts';
import type { SystemPlace, WindowPlace } from '../contract/place.ts';
import type { ReleaseAction } from '../contract/release.ts';
import type { TestResult } from '../contract/setup.ts';
import type { Snapshot, TimelineView } from '../contract/snapshot.ts';
import type { RecordId } from '../core/record.ts';
import { apiForm } from '../core/views/channel-form.ts';
import type { Application } from './application.ts';
import type { Dialogs } from './dialogs.ts';
import type { Doctor } from './doctor.ts';
import type { Handlers } from './ipc.ts';
import type { LoginStartSwitch } from './login-start.ts';
import type { SettingsSession } from './settings-session.ts';
import type { Setup } from './setup.ts';

export interface HandlerParts {
  readonly application: Application;
  readonly session: SettingsSession;
  readonly dialogs: Dialogs;
  readonly loginStart: LoginStartSwitch;
  readonly snapshot: () => Snapshot;
  /** What happened, in the language that the window shows. */
  readonly history: (language: Language) => Promise<readonly TimelineView[]>;
  readonly place: () => WindowPlace;
  /** The services in the language that the window shows, which may not be the newest yet. */
  readonly services: {
    readonly cards: (language: Language) => readonly ServiceCard[];
    /** Throws `UserError` for an id that there is not. */
    readonly form: (id: string, language: Language) => ServiceForm;
    readonly channelCards: (language: Language) => readonly ChannelCard[];
    /** Throws `UserError` for an id that there is not. */
    readonly channelForm: (id: string, language: Language) => KindForm;
  };
  readonly choices: (language: Language) => Promise<WatchingChoices>;
  readonly setup: Setup;
  readonly testChannel: (channel: AccountEntry, isNew: boolean) => Promise<TestResult>;
  readonly doctor: Doctor;
  readonly drafts: {
    readonly get: () => string | null;
    readonly set: (draft: string | null) => void;
  };
  readonly logView: { readonly watch: (on: boolean) => readonly LogLine[] };
  /** What a diagnostic file is to hold. */
  readonly diagnostics: (hideNames: boolean) => string;
  /** Begins a step towards a newer version; what comes of it is in the snapshot. */
  readonly release: (action: ReleaseAction) => Promise<void>;
  readonly licences: () => Promise<string>;
  readonly copy: (text: string) => Promise<void>;
  readonly openLog: () => Promise<void>;
  readonly openLogFolder: () => Promise<void>;
  readonly openLink: (link: string) => Promise<void>;
  readonly openSystem: (place: SystemPlace) => Promise<void>;
  readonly openSignIn: () => Promise<void>;
  readonly testNotification: () => void;
  /** After the user switched the start at login. */
  readonly onLoginStart: () => void;
}

const idsOf = (records: readonly string[] | null): ReadonlySet<RecordId> | undefined =>
  records === null ? undefined : new Set(records);

/** What each request of the window does. The door has looked at the sender and the argument before. */
export function createHandlers(parts: HandlerParts): Handlers {
  return { ...watchHandlers(parts), ...settingsHandlers(parts), ...systemHandlers(parts) };
}

function watchHandlers(parts: HandlerParts) {
  const { application } = parts;
  return {
    snapshot: () => parts.snapshot(),
    history: ({ language }) => parts.history(language),
    place: () => parts.place(),
    check({ force, records }) {
      application.check(force, idsOf(records));
      return null;
    },
    verify({ records }) {
      application.verify(idsOf(records));
      return null;
    },
    async doctor({ on, language }) {
      if (on) return parts.doctor.examine(language);
      parts.doctor.cancel();
      return [];
    },
    async pause({ minutes }) {
      await application.pause(minutes);
      return null;
    },
    unpause() {
      application.unpause();
      return null;
    },
    async copyAddress({ family }) {
      const { address } = application.scene.state.families[family];
      if (address !== undefined) await parts.copy(address.text);
      return null;
    },
  } satisfies Partial<Handlers>;
}

function settingsHandlers(parts: HandlerParts) {
  const { session, dialogs, setup, services, drafts } = parts;
  return {
    settingsText: () => ({ text: session.text() }),
    saveSettings: ({ text }) => session.save(text),
    settingsForm: () => session.form(),
    services: ({ language }) => services.cards(language),
    serviceForm: ({ service, language }) => services.form(service, language),
    channels: ({ language }) => services.channelCards(language),
    apiForm: ({ language }) => apiForm(language),
    channelForm: ({ channel, language }) => services.channelForm(channel, language),
    watchingChoices: ({ language }) => parts.choices(language),
    checkEdit: ({ edit }) => ({ problems: session.checkEdit(edit) }),
    saveEdit: ({ edit }) => session.saveEdit(edit),
    testAccount: ({ account, isNew }) => setup.test(account, isNew),
    testChannel: ({ channel, isNew }) => parts.testChannel(channel, isNew),
    listRecords: ({ account, isNew, zone }) => setup.list(account, isNew, zone),
    preview: ({ edit }) => setup.preview(edit),
    keepDraft({ draft }) {
      drafts.set(draft);
      return null;
    },
    draft: () => ({ draft: drafts.get() }),
    exportSettings: async ({ passphrase }) =>
      dialogs.saveExport(await session.exportText(passphrase)),
    async openImport() {
      const chosen = await dialogs.openImport();
      if (chosen === null) return null;
      const preview = await session.openImport(chosen.file, chosen.text);
      const foreign = session.foreignImport(preview.id);
      if (foreign === undefined || (await dialogs.confirmForeign(foreign))) return preview;
      await session.forgetImport();
      return null;
    },
    unsealImport: ({ id, passphrase }) => session.unsealImport(id, passphrase),
    confirmImport: ({ id }) => session.confirmImport(id),
    async savePreferences(preferences) {
      await session.savePreferences(preferences);
      return null;
    },
  } satisfies Partial<Handlers>;
}

function systemHandlers(parts: HandlerParts) {
  const { dialogs } = parts;
  /** For what tells nothing. */
  const quietly = (work: () => Promise<void>) => async () => {
    await work();
    return null;
  };
  return {
    setLoginStart({ on }) {
      parts.loginStart.set(on);
      parts.onLoginStart();
      return null;
    },
    openLog: quietly(parts.openLog),
    openLogFolder: quietly(parts.openLogFolder),
    openSignIn: quietly(parts.openSignIn),
    async openLink({ link }) {
      await parts.openLink(link);
      return null;
    },
    async openSystem({ place }) {
      await parts.openSystem(place);
      return null;
    },
    async copyText({ text }) {
      await parts.copy(text);
      return null;
    },
    testNotification() {
      parts.testNotification();
      return null;
    },
    watchLog: ({ on }) => ({ lines: parts.logView.watch(on) }),
    saveDiagnostics: ({ hideNames }) => dialogs.saveDiagnostics(parts.diagnostics(hideNames)),
    async release({ action }) {
      await parts.release(action);
      return null;
    },
    licences: async () => ({ text: await parts.licences() }),
  } satisfies Partial<Handlers>;
}
