import type { Reply } from '../../electron/contract/channels.ts';
import { ask } from '../ask.ts';
import { store, withSaved } from '../store.ts';

/** Reads what is saved; edits of the user's stay as they are. */
export async function readSettings(): Promise<Reply<{ readonly text: string }>> {
  const reply = await ask('settingsText', null);
  if (reply.ok) store.set({ draft: withSaved(store.get().draft, reply.value.text) });
  return reply;
}

/** Takes up what became of `sent` once it was saved, unless the user wrote on meanwhile. */
export async function settleSaved(sent: string): Promise<void> {
  const { draft } = store.get();
  store.set({ draft: { ...draft, saved: sent, problems: [], edited: false, overtaken: false } });
  await readSettings();
}

export function editDraft(text: string): void {
  const { draft } = store.get();
  store.set({ draft: { ...draft, text, edited: true } });
}

/** Takes up imported settings: what the user was editing was of the old ones. */
export async function takeImported(): Promise<Reply<{ readonly text: string }>> {
  revertDraft();
  store.set({ entered: {} });
  return readSettings();
}

export function revertDraft(): void {
  const { saved } = store.get().draft;
  if (saved === undefined) return;
  store.set({ draft: { saved, text: saved, problems: [], edited: false, overtaken: false } });
}
