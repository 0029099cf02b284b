import type {
  AccountEntry,
  EnteredValue,
  GeneralForm,
  RecordEntry,
  RecordPlace,
  WatchingForm,
} from '../electron/contract/forms.ts';
import { ask } from './ask.ts';
import { emptyText, isTextDirty, store } from './store.ts';

/** An account or a channel as it is being edited. */
export type AccountDraft = AccountEntry;

export interface RecordDraft {
  readonly was: RecordPlace;
  readonly record: RecordEntry;
}

/** Where the user stands in the setup, and what they entered so far. */
export interface SetupDraft {
  readonly step: 'service' | 'account' | 'records' | 'preview';
  /** The account is in the settings already: only records are added. */
  readonly existing?: string | undefined;
  readonly service?: string | undefined;
  readonly id: string;
  readonly values: Readonly<Record<string, EnteredValue>>;
  /** What the service listed with these values; null where it lists none, or is not to be asked. */
  readonly zones?: readonly string[] | null | undefined;
  /** The one whose host names are being chosen. */
  readonly zone?: string | undefined;
  /** Full names out of those that the service holds. */
  readonly picked: readonly string[];
  /** Further names, as they are being typed. */
  readonly typed: string;
  readonly options: Omit<RecordEntry, 'names' | 'account'>;
}

/** What the user changed and did not save, by form. `base` is what it was when they began. */
export interface Draft<Value> {
  readonly base: Value;
  readonly value: Value;
}

export interface Drafts {
  readonly [key: `account:${string}`]: Draft<AccountDraft> | undefined;
  readonly [key: `channel:${string}`]: Draft<AccountDraft> | undefined;
  readonly [key: `record:${string}`]: Draft<RecordDraft> | undefined;
  readonly watching?: Draft<WatchingForm> | undefined;
  readonly general?: Draft<GeneralForm> | undefined;
  readonly setup?: Draft<SetupDraft> | undefined;
}

export type DraftKey = keyof Drafts;
type ValueOf<Key extends DraftKey> = NonNullable<Drafts[Key]>['value'];

/** Whether two values of JSON are the same. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Keeps what the user made of a form; nothing is unsaved where it is what it was. */
export function changeDraft<Key extends DraftKey>(
  key: Key,
  saved: ValueOf<Key>,
  value: ValueOf<Key>,
): void {
  const { drafts } = store.get();
  const base = drafts[key]?.base ?? saved;
  const draft = same(value, saved) ? undefined : { base, value };
  store.set({ drafts: { ...drafts, [key]: draft } as Drafts });
}

/** Ends a draft of which `sent` was saved; what was typed meanwhile stays on top of `saved`. */
export function settleDraft<Key extends DraftKey>(
  key: Key,
  sent: ValueOf<Key>,
  saved: ValueOf<Key>,
): void {
  const { drafts } = store.get();
  const value = drafts[key]?.value;
  if (value === undefined || same(value, sent) || same(value, saved)) dropDraft(key);
  else store.set({ drafts: { ...drafts, [key]: { base: saved, value } } as Drafts });
}

export function dropDraft(key: DraftKey): void {
  const { drafts } = store.get();
  store.set({ drafts: { ...drafts, [key]: undefined } });
}

/** What was typed about an account and what belongs to it can no longer be saved. */
export function dropAccountDrafts(id: string): void {
  const { drafts } = store.get();
  if (drafts.setup?.value.existing === id) dropDraft('setup');
  for (const key of Object.keys(drafts) as DraftKey[]) {
    const isOfRecord = isRecordKey(key) && drafts[key]?.base.was.account === id;
    if (key === `account:${id}` || isOfRecord) dropDraft(key);
  }
}

function isRecordKey(key: DraftKey): key is `record:${string}` {
  return key.startsWith('record:');
}

/** What was typed about something that is gone can no longer be saved: `names` are still there. */
export function dropLostDrafts(
  kind: 'account' | 'channel' | 'record',
  names: readonly string[],
): void {
  const known = new Set(names.map((name) => `${kind}:${name}`));
  for (const key of Object.keys(store.get().drafts) as DraftKey[]) {
    if (key.startsWith(`${kind}:`) && !known.has(key)) dropDraft(key);
  }
}

/** Another settings document takes the place of all of them. */
export function dropDrafts(): void {
  store.set({ drafts: {} });
}

/** Milliseconds after the last change. */
const keepDelay = 300;
let kept: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function unsavedText(): string | null {
  const { drafts, text } = store.get();
  const forms = Object.entries(drafts).filter(([, draft]) => draft !== undefined);
  const dirty = isTextDirty(text);
  if (forms.length === 0 && !dirty) return null;
  const own = dirty ? { saved: text.saved, text: text.text } : undefined;
  return JSON.stringify({ forms: Object.fromEntries(forms), text: own });
}

/** Gives the main process at once what is unsaved. */
export function keepNow(): void {
  clearTimeout(timer);
  const draft = unsavedText();
  if (draft === kept) return;
  kept = draft;
  void ask('keepDraft', { draft });
}

/** Gives the main process what is unsaved, whenever it changed, so that it outlives this page. */
export function keepDrafts(): void {
  store.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(keepNow, keepDelay);
  });
}

/** Brings back what an earlier page of this window left unsaved. */
export async function restoreDrafts(): Promise<void> {
  const reply = await ask('draft', null);
  if (!reply.ok || reply.value.draft === null) return;
  kept = reply.value.draft;
  const { forms, text } = JSON.parse(kept) as {
    readonly forms: Drafts;
    readonly text?: { readonly saved: string; readonly text: string };
  };
  store.set({
    drafts: { ...forms, ...store.get().drafts },
    ...(text === undefined ? {} : { text: { ...emptyText, ...text } }),
  });
}
