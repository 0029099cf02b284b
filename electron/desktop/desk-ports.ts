import type {
  ChannelCard,
  KindForm,
  ServiceCard,
  ServiceForm,
  WatchingChoices,
} from '../contract/forms.ts';
import type { Language } from '../contract/language.ts';
import type { TroubleView } from '../contract/snapshot.ts';
import type { Channel } from '../core/channel.ts';
import type { SettingsDocument } from '../core/document.ts';
import type { KeptHistory } from '../core/history/kept.ts';
import type { DoorPorts, Doors } from '../core/local/doors.ts';
import type { Clock } from '../core/ports.ts';
import type { Provider } from '../core/provider.ts';
import type { Settings } from '../core/settings.ts';
import type { FindProvider } from '../core/views/outcome.ts';
import type { ApplicationPorts } from './application.ts';
import type { ConfirmPowers, DialogFiles } from './dialogs.ts';
import type { Notes } from './notes.ts';
import type { ReleasePorts } from './releases/ports.ts';
import type { Logs } from './secrecy.ts';
import type { SettingsSession } from './settings-session.ts';

/** What the desk stands on; main.ts builds it. */
export interface DeskPorts {
  readonly version: string;
  readonly sandbox: boolean;
  readonly clock: Clock;
  readonly logs: Logs;
  readonly notes: Notes;
  /** Open already. */
  readonly session: SettingsSession;
  /** Takes who is to hear that the settings may have changed. */
  readonly onSettings: (hear: () => void) => void;
  /** Takes who asks the user to agree to what settings would run and read. */
  readonly onPowers: (ask: ConfirmPowers) => void;
  readonly engine: ApplicationPorts['engine'];
  readonly history: KeptHistory;
  readonly find: (settings: Settings | undefined) => FindProvider;
  readonly services: {
    readonly cards: (language: Language) => readonly ServiceCard[];
    readonly form: (id: string, language: Language) => ServiceForm | undefined;
    readonly channelCards: (language: Language) => readonly ChannelCard[];
    readonly channelForm: (id: string, language: Language) => KindForm | undefined;
  };
  readonly channels: readonly Channel[];
  readonly providers: readonly Provider[];
  /** A settings document as a text. */
  readonly writeDocument: (document: SettingsDocument) => string;
  readonly choices: (language: Language) => Promise<WatchingChoices>;
  readonly licences: () => Promise<string>;
  /** Pages that may be opened. */
  readonly links: readonly string[];
  readonly files: DialogFiles;
  /** Where newer versions of the program come from, and how. */
  readonly releases: ReleasePorts;
  /** Lets commands and other programs in. */
  readonly openDoors: (ports: DoorPorts) => Doors;
  /** Gives memory back that the start or a while of work needed. */
  readonly tidy: () => void;
  /** Besides those of the settings. */
  readonly troubles: () => readonly TroubleView[];
  /** The user has looked: what was mended already need not be shown any more. */
  readonly onSeen: () => void;
  /** Notes a fault that nobody else hears of. */
  readonly onFault: (error: unknown) => void;
  /** When the app ends, after everything else. */
  readonly onEnd: () => void;
  /** Absolute paths. */
  readonly places: {
    readonly trayIcons: string;
    readonly windowIcon: string;
    readonly preload: string;
    readonly window: string;
  };
}
