import type { TextProblem } from '../electron/contract/channels.ts';
import type { Preferences } from '../electron/contract/preferences.ts';
import type { Snapshot, WindowPage } from '../electron/contract/snapshot.ts';

/** The settings text as the user is editing it. */
export interface Draft {
  /** What is saved, as far as this window knows; undefined until it was read. */
  readonly saved?: string | undefined;
  readonly text: string;
  /** Of the last attempt to save. */
  readonly problems: readonly TextProblem[];
  /** The text was edited since that attempt. */
  readonly edited: boolean;
  /** What is saved became another text under the user's edits. */
  readonly overtaken: boolean;
}

/** New secrets of one account by their path, as far as they are typed; undefined: not being entered. */
export type Entered = Readonly<Record<string, string | undefined>>;

/** All that the window knows. */
export interface View {
  readonly snapshot?: Snapshot | undefined;
  /** Why there is no snapshot. */
  readonly failure?: string | undefined;
  readonly page: WindowPage;
  readonly draft: Draft;
  /** By account. */
  readonly entered: Readonly<Record<string, Entered>>;
  /** Preferences on their way to the main process. */
  readonly preferences?: Preferences | undefined;
}

const emptyDraft: Draft = { text: '', problems: [], edited: false, overtaken: false };

let view: View = { page: 'status', draft: emptyDraft, entered: {} };
const listeners = new Set<() => void>();

export const store = {
  get: (): View => view,
  set(change: Partial<View>): void {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  },
  /** Until the returned function is called. */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

export function isDirty(draft: Draft): boolean {
  return draft.saved !== undefined && draft.text !== draft.saved;
}

/** Something that the user typed would be gone with the window. */
export function isUnsaved({ draft, entered, snapshot }: View): boolean {
  const accounts = snapshot?.accounts ?? [];
  const isTyped = ({ id }: { readonly id: string }) =>
    Object.values(entered[id] ?? {}).some(Boolean);
  return isDirty(draft) || accounts.some(isTyped);
}

/** The draft once `saved` is known to be what is saved: the user's own edits stay. */
export function withSaved(draft: Draft, saved: string): Draft {
  if (!isDirty(draft)) return { ...emptyDraft, saved, text: saved };
  if (draft.saved === saved || draft.text === saved) return { ...draft, saved };
  return { ...draft, saved, overtaken: true };
}
