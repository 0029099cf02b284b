import type { Language } from '../contract/language.ts';
import type { TroubleView } from '../contract/snapshot.ts';
import type { Activity, EnginePorts } from '../core/engine.ts';
import type { DoorPorts, Doors } from '../core/local/doors.ts';
import { rehearse } from '../core/local/rehearse.ts';
import type { Application } from './application.ts';

interface LocalParts {
  readonly application: Application;
  readonly engine: EnginePorts;
  /** Opens the doors. */
  readonly open: (ports: DoorPorts) => Doors;
  /** Takes secrets out of a text. */
  readonly clean: (text: string) => string;
  /** Told when there is something new to show. */
  readonly onNews: () => void;
}

/** Lets commands and other programs in while the app runs. */
export interface Local {
  /** Call it whenever the scene has changed. */
  follow(): void;
  troubles(language: Language): readonly TroubleView[];
  readonly onCall: Doors['onCall'];
  close(): Promise<void>;
}

export function createLocal({ application, engine, open, clean, onNews }: LocalParts): Local {
  const doors = open({
    target: {
      settings: () => application.subject.settings,
      state: () => application.scene.state,
      check: (options) => application.ask(options),
      async rehearse(options) {
        const { settings, state } = application.subject;
        return settings && rehearse(engine, settings, state, options);
      },
    },
    clock: engine.clock,
    log: engine.log,
    clean,
    onNews,
  });
  let activity: Activity | undefined;
  return {
    follow() {
      const present = application.scene.activity;
      if (present !== activity) {
        activity = present;
        doors.onActivity(present);
      }
      doors.follow();
    },
    troubles: (language) =>
      doors.troubles(language).map((sentence) => ({ kind: 'settings', sentence })),
    onCall: doors.onCall,
    close: doors.close,
  };
}
