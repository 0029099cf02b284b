import { type Mock, vi } from 'vitest';
import type {
  AccountEntry,
  EditResult,
  EnteredValue,
  HeldValue,
  SettingsForm,
} from '../../electron/contract/forms.ts';
import type { Powers } from '../../electron/contract/ipc.ts';
import type { Language } from '../../electron/contract/language.ts';
import {
  type SettingsStore,
  type StoredSettings,
  StoreError,
  type StoreFailure,
  type StoreNotice,
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
  notice: StoreNotice | undefined;
  /** Whether the last write left nothing of before. */
  forgotten: boolean | undefined;
  /** Milliseconds since 1970. */
  now: number;
  /** What the user says to what settings would run and read. */
  readonly agrees: Mock<(powers: Powers) => Promise<boolean>>;
  /** Each variable and file that was looked at. */
  readonly looked: string[];
  language: Language;
  readonly changed: Mock<() => void>;
  /** Starts the app. */
  start(): Promise<SettingsSession>;
}

const env: Readonly<Record<string, string>> = { NAME: 'from-the-environment' };

export function computer(box = fakeBox(), providers = testProviders): Computer {
  let ids = 0;
  const store: SettingsStore = {
    load: async () => {
      if (here.failure !== undefined) throw new StoreError(here.failure);
      return {
        ...(here.disk && { stored: here.disk }),
        ...(here.notice && { notice: here.notice }),
      };
    },
    save: async (stored, options) => {
      if (here.failure !== undefined) throw new StoreError(here.failure);
      here.forgotten = options?.forget;
      here.disk = JSON.parse(JSON.stringify(stored));
    },
  };
  const here: Computer = {
    box,
    disk: undefined,
    failure: undefined,
    notice: undefined,
    forgotten: undefined,
    now: 0,
    agrees: vi.fn<(powers: Powers) => Promise<boolean>>(async () => true),
    looked: [],
    language: 'en',
    changed: vi.fn<() => void>(),
    async start() {
      const session = new SettingsSession({
        store,
        box,
        format: createSettingsText(),
        sealer: createSealer(),
        world: {
          providers,
          sources: testSources,
          resolveSecret: (reference) => {
            here.looked.push(Object.values(reference).join(' '));
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
        now: () => here.now,
        confirmPowers: here.agrees,
        language: () => here.language,
        changed: here.changed,
      });
      await session.open();
      return session;
    },
  };
  return here;
}

function keep(value: HeldValue): EnteredValue {
  return value.kind === 'text' ? value.text : { keep: true };
}

/** An account as the window sends it where the user entered some values and left the others alone. */
export function accountEntry(
  form: SettingsForm,
  id: string,
  entered: Readonly<Record<string, EnteredValue>> = {},
): AccountEntry {
  const account = form.accounts.find((each) => each.id === id);
  if (account === undefined) throw new Error(`no account ${id}`);
  const held = Object.entries(account.values).map(([path, value]) => [path, keep(value)] as const);
  return { id, service: account.service, values: { ...Object.fromEntries(held), ...entered } };
}

/** Enters values of one account, as its form does. */
export function enterSecrets(
  session: SettingsSession,
  id: string,
  entered: Readonly<Record<string, EnteredValue>>,
): Promise<EditResult> {
  const account = accountEntry(session.form(), id, entered);
  return session.saveEdit({ kind: 'account', isNew: false, account });
}
