import type { SettingsForm } from '../electron/contract/forms.ts';
import type { TextProblem } from '../electron/contract/ipc.ts';
import type { WindowPlace } from '../electron/contract/place.ts';
import type { Preferences } from '../electron/contract/preferences.ts';
import type { Snapshot } from '../electron/contract/snapshot.ts';
import type { Drafts } from './drafts.ts';

/** The settings text as the user is editing it. */
export interface TextDraft {
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

/** All that the window knows. */
export interface View {
  readonly snapshot?: Snapshot | undefined;
  /** Why there is no snapshot. */
  readonly failure?: string | undefined;
  readonly form?: SettingsForm | undefined;
  readonly place: WindowPlace;
  /** Forms with unsaved changes. */
  readonly drafts: Drafts;
  readonly text: TextDraft;
  /** Preferences on their way to the main process. */
  readonly preferences?: Preferences | undefined;
}

export const emptyText: TextDraft = { text: '', problems: [], edited: false, overtaken: false };

let view: View = { place: { page: 'status' }, drafts: {}, text: emptyText };
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

export function isTextDirty({ saved, text }: TextDraft): boolean {
  return saved !== undefined && text !== saved;
}

/** Something that the user typed would be gone with the window. */
export function isUnsaved({ drafts, text }: View): boolean {
  return isTextDirty(text) || Object.values(drafts).some((draft) => draft !== undefined);
}

/** The draft once `saved` is known to be what is saved: the user's own edits stay. */
export function withSaved(draft: TextDraft, saved: string): TextDraft {
  if (!isTextDirty(draft)) return { ...emptyText, saved, text: saved };
  if (draft.saved === saved || draft.text === saved) return { ...draft, saved };
  return { ...draft, saved, overtaken: true };
}
