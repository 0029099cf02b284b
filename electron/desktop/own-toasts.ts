import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { inQuietHours } from '../core/quiet-hours.ts';
import type { ReleaseState } from '../core/release/state.ts';
import { cutEnd, oneLine } from '../core/views/cut-text.ts';
import { releaseToast } from '../core/views/release.ts';
import { bodyLimit, type Toast } from '../core/views/toast.ts';
import { appName } from './identity.ts';
import type { CurrentSettings } from './settings-current.ts';
import { minuteOfDay } from './toaster.ts';
import type { UserError } from './user-error.ts';

/** What the app says on its own account, apart from the engine's notices. */
export interface OwnToasts {
  /** After a plain start: what is wrong with the settings, or that there are none yet. */
  welcome(): void;
  /** For what was asked in the tray's menu, where no window is there to say it in. */
  failed(error: UserError): void;
  /** So that the user sees whether notifications come through, whatever is switched off here. */
  testNotification(): void;
  /** That there is a new version. False in quiet hours: it is to be told after them. */
  released(state: ReleaseState): boolean;
}

export interface OwnToastsParts {
  readonly settings: () => CurrentSettings;
  readonly language: () => Language;
  readonly show: (toast: Toast) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const cut = (text: string) => cutEnd(oneLine(text), bodyLimit);

export function createOwnToasts(parts: OwnToastsParts): OwnToasts {
  const { settings, language, show, now } = parts;
  return {
    welcome() {
      const { desktop, tray } = catalogue(language());
      const { settings: present, troubles } = settings();
      const trouble = troubles.find(({ kind }) => kind === 'store' || kind === 'settings');
      if (trouble === undefined && present?.records.length !== 0) return;
      if (trouble === undefined) {
        show({ event: 'action', key: 'welcome', place: { page: 'setup' }, ...desktop.welcome });
        return;
      }
      const texts = { title: tray.state.attention, body: cut(trouble.sentence) };
      const page = trouble.kind === 'settings' ? 'text' : 'status';
      show({ event: 'action', key: 'welcome', place: { page }, ...texts });
    },
    failed({ message }) {
      const texts = { title: appName, body: cut(message) };
      show({ event: 'failed', key: 'menu', place: { page: 'status' }, ...texts });
    },
    testNotification() {
      const { testToast } = catalogue(language()).desktop;
      show({ event: 'changed', key: 'test', place: { page: 'notifications' }, ...testToast });
    },
    released(state) {
      const { notifications, quietHours } = settings().preferences;
      const toast = releaseToast(state, language());
      if (toast === undefined || !notifications[toast.event]) return true;
      if (inQuietHours(quietHours, minuteOfDay(now()))) return false;
      show(toast);
      return true;
    },
  };
}
