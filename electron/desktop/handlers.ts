import type { Snapshot, WindowPage } from '../contract/snapshot.ts';
import type { Application } from './application.ts';
import type { Dialogs } from './dialogs.ts';
import type { Handlers } from './ipc.ts';
import type { LoginStartSwitch } from './login-start.ts';
import type { SettingsSession } from './settings-session.ts';

export interface HandlerParts {
  readonly application: Application;
  readonly session: SettingsSession;
  readonly dialogs: Dialogs;
  readonly loginStart: LoginStartSwitch;
  readonly snapshot: () => Snapshot;
  readonly page: () => WindowPage;
  readonly copy: (text: string) => Promise<void>;
  readonly openLog: () => Promise<void>;
  readonly openLink: (link: string) => Promise<void>;
  /** After the user switched the start at login. */
  readonly onLoginStart: () => void;
}

/** What each request of the window does. The door has looked at the sender and the argument before. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { application, session, dialogs } = parts;
  return {
    snapshot: () => parts.snapshot(),
    page: () => parts.page(),
    check({ force }) {
      application.check(force);
      return null;
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
    settingsText: () => ({ text: session.text() }),
    saveSettings: ({ text }) => session.save(text),
    enterSecrets: ({ account, secrets }) => session.enterSecrets(account, secrets),
    exportSettings: async ({ passphrase }) =>
      dialogs.saveExport(await session.exportText(passphrase)),
    async openImport() {
      const chosen = await dialogs.openImport();
      return chosen === null ? null : session.openImport(chosen.file, chosen.text);
    },
    unsealImport: ({ id, passphrase }) => session.unsealImport(id, passphrase),
    confirmImport: ({ id }) => session.confirmImport(id),
    async savePreferences(preferences) {
      await session.savePreferences(preferences);
      return null;
    },
    setLoginStart({ on }) {
      parts.loginStart.set(on);
      parts.onLoginStart();
      return null;
    },
    async openLog() {
      await parts.openLog();
      return null;
    },
    async openLink({ link }) {
      await parts.openLink(link);
      return null;
    },
  };
}
