import type { WindowApi } from '../electron/contract/ipc.ts';
import type { WindowPlace } from '../electron/contract/place.ts';
import type { Snapshot } from '../electron/contract/snapshot.ts';
import { ask } from './ask.ts';
import { keepDrafts, keepNow, restoreDrafts } from './drafts.ts';
import { isUnsaved, store } from './store.ts';

function receive(snapshot: Snapshot): void {
  const { text, snapshot: before } = store.get();
  store.set({ snapshot, failure: undefined });
  // Sentences in a language that was left: the next attempt to save tells them anew.
  if (before !== undefined && before.language !== snapshot.language) {
    store.set({ text: { ...text, problems: [], edited: false } });
  }
}

/** Asks for the first snapshot. One that is pushed meanwhile is newer, and stays. */
async function askSnapshot(): Promise<void> {
  const before = store.get().snapshot;
  const reply = await ask('snapshot', null);
  if (store.get().snapshot !== before) return;
  if (reply.ok) receive(reply.value);
  else store.set({ failure: reply.message });
}

async function askForm(): Promise<void> {
  const reply = await ask('settingsForm', null);
  if (reply.ok && store.get().form === undefined) store.set({ form: reply.value });
}

/** Asks once more for what every page needs. */
export function askAgain(): void {
  void askSnapshot();
  void askForm();
}

/** Listens before it asks, so that nothing is missed in between. */
export function start(api: WindowApi, goTo: (place: WindowPlace) => void): void {
  let led = false;
  api.on('snapshot', receive);
  api.on('settingsForm', (form) => store.set({ form }));
  api.on('place', (place) => {
    led = true;
    goTo(place);
  });
  // The main process hears of it, and asks the user.
  window.addEventListener('beforeunload', (event) => {
    keepNow();
    if (isUnsaved(store.get())) event.preventDefault();
  });
  askAgain();
  void restoreDrafts().then(keepDrafts);
  void ask('place', null).then((reply) => {
    if (reply.ok && !led) store.set({ place: reply.value });
  });
}
