import type { WindowApi } from '../electron/contract/channels.ts';
import type { Snapshot, WindowPage } from '../electron/contract/snapshot.ts';
import { ask } from './ask.ts';
import { isUnsaved, store } from './store.ts';

function receive(snapshot: Snapshot): void {
  const { draft, snapshot: before } = store.get();
  store.set({ snapshot, failure: undefined });
  // Sentences in a language that was left: the next attempt to save tells them anew.
  if (before !== undefined && before.language !== snapshot.language) {
    store.set({ draft: { ...draft, problems: [], edited: false } });
  }
}

/** Asks for the first snapshot. One that is pushed meanwhile is newer, and stays. */
export async function askSnapshot(): Promise<void> {
  const before = store.get().snapshot;
  const reply = await ask('snapshot', null);
  if (store.get().snapshot !== before) return;
  if (reply.ok) receive(reply.value);
  else store.set({ failure: reply.message });
}

/** Listens before it asks, so that nothing is missed in between. */
export function start(api: WindowApi, goTo: (page: WindowPage) => void): void {
  let led = false;
  api.on('snapshot', receive);
  api.on('page', (page) => {
    led = true;
    goTo(page);
  });
  // The main process hears of it, and asks the user.
  window.addEventListener('beforeunload', (event) => {
    if (isUnsaved(store.get())) event.preventDefault();
  });
  void askSnapshot();
  void ask('page', null).then((reply) => {
    if (reply.ok && !led) store.set({ page: reply.value });
  });
}
