import type { Reply } from '../../electron/contract/ipc.ts';
import { ask } from '../ask.ts';
import { dropDrafts } from '../drafts.ts';
import { emptyText, store, withSaved } from '../store.ts';

/** Reads what is saved; edits of the user's stay as they are. */
export async function readSettings(): Promise<Reply<{ readonly text: string }>> {
  const reply = await ask('settingsText', null);
  if (reply.ok) store.set({ text: withSaved(store.get().text, reply.value.text) });
  return reply;
}

/** Takes up what became of `sent` once it was saved, unless the user wrote on meanwhile. */
export async function settleSaved(sent: string): Promise<void> {
  const { text } = store.get();
  store.set({ text: { ...text, saved: sent, problems: [], edited: false, overtaken: false } });
  await readSettings();
}

export function editText(changed: string): void {
  const { text } = store.get();
  store.set({ text: { ...text, text: changed, edited: true } });
}

/** Takes up imported settings: what the user was editing was of the old ones. */
export async function takeImported(): Promise<Reply<{ readonly text: string }>> {
  revertText();
  dropDrafts();
  return readSettings();
}

export function revertText(): void {
  const { saved } = store.get().text;
  if (saved === undefined) return;
  store.set({ text: { ...emptyText, saved, text: saved } });
}
