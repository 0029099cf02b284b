import { type Mock, vi } from 'vitest';
import type { Language } from '../../electron/contract/language.ts';
import {
  type SettingsStore,
  type StoredSettings,
  StoreError,
  type StoreFailure,
} from '../../electron/core/document.ts';
import { SettingsSession } from '../../electron/desktop/settings-session.ts';
import { createSealer } from '../../electron/node/seal.ts';
import { createSettingsText } from '../../electron/node/settings-text.ts';
import { type FakeBox, fakeBox } from './fake-box.ts';
import { testProviders, testSources } from './settings-world.ts';

/** One computer with its settings on the disk. */
export interface Computer {
  readonly box: FakeBox;
  /** What is on the disk. */
  disk: StoredSettings | undefined;
  /** Why neither reading nor writing works. */
  failure: StoreFailure | undefined;
  notice: { kind: 'restored' | 'reset'; aside: string } | undefined;
  language: Language;
  readonly changed: Mock<() => void>;
  /** Starts the app. */
  start(): Promise<SettingsSession>;
}

const env: Readonly<Record<string, string>> = { NAME: 'from-the-environment' };

export function computer(box = fakeBox()): Computer {
  let ids = 0;
  const store: SettingsStore = {
    load: async () => {
      if (here.failure !== undefined) throw new StoreError(here.failure);
      return {
        ...(here.disk && { stored: here.disk }),
        ...(here.notice && { notice: here.notice }),
      };
    },
    save: async (stored) => {
      if (here.failure !== undefined) throw new StoreError(here.failure);
      here.disk = JSON.parse(JSON.stringify(stored));
    },
  };
  const here: Computer = {
    box,
    disk: undefined,
    failure: undefined,
    notice: undefined,
    language: 'en',
    changed: vi.fn<() => void>(),
    async start() {
      const session = new SettingsSession({
        store,
        box,
        format: createSettingsText(),
        sealer: createSealer(),
        world: {
          providers: testProviders,
          sources: testSources,
          resolveSecret: (reference) => {
            const name = 'env' in reference ? reference.env : '';
            const value = env[name];
            return value === undefined
              ? { ok: false, problem: { kind: 'noEnvironment', variable: name } }
              : { ok: true, value };
          },
          fingerprint: (text) => `mark of ${text}`,
        },
        newId: () => {
          ids += 1;
          return `id-${ids}`;
        },
        language: () => here.language,
        changed: here.changed,
      });
      await session.open();
      return session;
    },
  };
  return here;
}
