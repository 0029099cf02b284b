import type { AccountEntry, SettingsEdit } from '../contract/forms.ts';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { ListResult, Preview, TestResult } from '../contract/setup.ts';
import { testConnection } from '../core/connection.ts';
import { listRecords, parseZone } from '../core/listing.ts';
import { plainText } from '../core/plain-text.ts';
import { previewSettings } from '../core/preview.ts';
import type { Provider, ProviderContext } from '../core/provider.ts';
import { createRedactor, type Redactor } from '../core/redact.ts';
import { secretTexts } from '../core/settings/schema-fields.ts';
import type { AccountSettings, Settings } from '../core/settings.ts';
import type { AppState } from '../core/state.ts';
import { type TrialPorts, tooLate, tryFor } from '../core/trial.ts';
import { type FindProvider, providerNamed } from '../core/views/outcome.ts';
import { recordActions } from '../core/views/record-actions.ts';
import { previewView } from '../core/views/setup-preview.ts';
import { listView, type TrialView, testView } from '../core/views/setup-trial.ts';
import { discreetLog } from './discreet-log.ts';
import type { SettingsSession } from './settings-session.ts';
import { createTurns } from './turns.ts';
import { UserError } from './user-error.ts';

export interface SetupOptions {
  readonly session: Pick<SettingsSession, 'judgeEdit'> & {
    readonly current: { readonly settings: Settings | undefined };
  };
  readonly ports: TrialPorts;
  readonly state: () => AppState;
  readonly find: (settings: Settings | undefined) => FindProvider;
  readonly language: () => Language;
  /** Takes out the secrets of the app. */
  readonly redact: (text: string) => string;
}

/**
 * What the window tries out before anything is saved. None of it writes. Of each, one runs at a
 * time: the one before rejects with a `UserError` when the next one comes.
 */
export interface Setup {
  test(account: AccountEntry, isNew: boolean): Promise<TestResult>;
  list(account: AccountEntry, isNew: boolean, zone: string): Promise<ListResult>;
  preview(edit: SettingsEdit): Promise<Preview>;
  /** Ends what is under way: nobody waits for it any more. */
  cancel(): void;
}

/** One account of a draft, and what is needed to try it. */
interface Draft {
  readonly settings: Settings;
  readonly account: AccountSettings;
  readonly provider: Provider;
  readonly view: TrialView;
  readonly outside: (signal: AbortSignal) => Omit<ProviderContext, 'memory'>;
}

/** Edits that bring records to write; the others change nothing at a service. */
const writing: ReadonlySet<SettingsEdit['kind']> = new Set([
  'account',
  'addRecords',
  'record',
  'setup',
]);

export function createSetup(options: SetupOptions): Setup {
  const { session, ports, find, language, redact } = options;
  const turns = createTurns<keyof Setup>(() => new UserError(catalogue(language()).setup.givenUp));

  /** What is typed is not among the app's own secrets as long as it is not saved. */
  function redactorOf(settings: Settings): Redactor {
    const typed = Object.values(settings.accounts).flatMap(({ provider, fields }) =>
      secretTexts(ports.provider(provider).account, fields),
    );
    const own = createRedactor(typed, { mark: '…' });
    return { ...own, text: (text) => redact(own.text(text)) };
  }

  /** As the account stands in the settings, where its name has no blanks around it. */
  function draftOf({ id: entered }: AccountEntry, settings: Settings): Draft {
    const id = entered.trim();
    const account = settings.accounts[id];
    if (account === undefined) throw new Error('an edited account is not among the settings');
    const { http, dns, clock, random } = ports;
    const redactor = redactorOf(settings);
    const log = discreetLog(ports.log, redactor);
    return {
      settings,
      account,
      provider: ports.provider(account.provider),
      view: {
        account: id,
        provider: providerNamed(account.provider, find(settings), id),
        language: language(),
        clean: redactor.text,
      },
      outside: (signal) => ({ http, dns, clock, random, log, signal, timeout: settings.timeout }),
    };
  }

  async function test({ settings, account, provider, view, outside }: Draft, signal: AbortSignal) {
    // Where the zones are told, they prove the credentials; else what the records hold may.
    const records =
      provider.zones === undefined
        ? settings.records.filter((record) => record.account === account.id)
        : [];
    const connection = await tryFor(ports.clock, signal, (inner) =>
      testConnection(provider, account.fields, records, outside(inner)),
    );
    return testView(connection ?? { kind: 'failed', failure: tooLate }, view);
  }

  async function list(draft: Draft, text: string, signal: AbortSignal): Promise<ListResult> {
    const { account, provider, view, outside } = draft;
    const zone = parseZone(text.trim());
    if (zone === undefined) {
      const { notZone } = catalogue(view.language).setup.list;
      return { kind: 'failed', sentence: view.clean(notZone(plainText(text))) };
    }
    const listing = await tryFor(ports.clock, signal, (inner) =>
      listRecords(provider, account.fields, zone, outside(inner)),
    );
    return listView(listing ?? { kind: 'failed', failure: tooLate }, zone, view);
  }

  async function preview(settings: Settings, signal: AbortSignal): Promise<Preview> {
    const redactor = redactorOf(settings);
    const report = await previewSettings(
      { settings, present: session.current.settings, state: options.state() },
      { ...ports, log: discreetLog(ports.log, redactor) },
      signal,
    );
    const clean = redactor.text;
    return previewView({ report, find: find(settings), language: language(), clean });
  }

  const lockedSentence = (id: string) => catalogue(language()).status.rest.locked(id);

  return {
    test: (account, isNew) =>
      turns.take('test', async (signal) => {
        const judged = session.judgeEdit({ kind: 'account', account, isNew });
        if (!judged.ok) return { kind: 'problems', problems: judged.problems };
        const draft = draftOf(account, judged.settings);
        if (draft.account.locked === undefined) return test(draft, signal);
        const actions = recordActions({ kind: 'locked' }, undefined);
        return { kind: 'failed', sentence: lockedSentence(draft.account.id), actions };
      }),
    list: (account, isNew, zone) =>
      turns.take('list', async (signal) => {
        const judged = session.judgeEdit({ kind: 'account', account, isNew });
        if (!judged.ok) {
          const sentence = judged.problems.map(({ message }) => message).join(' ');
          return { kind: 'failed', sentence };
        }
        const draft = draftOf(account, judged.settings);
        if (draft.account.locked === undefined) return list(draft, zone, signal);
        return { kind: 'failed', sentence: lockedSentence(draft.account.id) };
      }),
    preview: (edit) =>
      turns.take('preview', async (signal) => {
        const judged = session.judgeEdit(edit);
        if (!judged.ok) return { problems: judged.problems, addresses: [], rows: [] };
        // Sources that nobody agreed to yet, such as a command, are not asked.
        if (!writing.has(edit.kind)) return { problems: [], addresses: [], rows: [] };
        return preview(judged.settings, signal);
      }),
    cancel: turns.cancel,
  };
}
