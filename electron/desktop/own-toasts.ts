import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { cutEnd, oneLine } from '../core/views/cut-text.ts';
import { bodyLimit, type Toast } from '../core/views/toast.ts';
import { appName } from './identity.ts';
import type { CurrentSettings } from './settings-current.ts';
import type { UserError } from './user-error.ts';

/** What the app says on its own account, apart from the engine's notices. */
export interface OwnToasts {
  /** After a plain start: what is wrong with the settings, or that there are none yet. */
  welcome(): void;
  /** For what was asked in the tray's menu, where no window is there to say it in. */
  failed(error: UserError): void;
}

export interface OwnToastsParts {
  readonly settings: () => CurrentSettings;
  readonly language: () => Language;
  readonly show: (toast: Toast) => void;
}

const cut = (text: string) => cutEnd(oneLine(text), bodyLimit);

export function createOwnToasts({ settings, language, show }: OwnToastsParts): OwnToasts {
  return {
    welcome() {
      const { desktop, tray } = catalogue(language());
      const { settings: present, troubles } = settings();
      const trouble = troubles.find(({ kind }) => kind === 'store' || kind === 'settings');
      if (trouble === undefined && present?.records.length !== 0) return;
      const texts =
        trouble === undefined
          ? desktop.welcome
          : { title: tray.state.attention, body: cut(trouble.sentence) };
      show({ event: 'action', key: 'welcome', page: 'settings', ...texts });
    },
    failed({ message }) {
      show({ event: 'failed', key: 'menu', page: 'status', title: appName, body: cut(message) });
    },
  };
}
