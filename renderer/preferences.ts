import type { Reply } from '../electron/contract/ipc.ts';
import type { Preferences } from '../electron/contract/preferences.ts';
import { ask } from './ask.ts';
import { store } from './store.ts';

let queue: Promise<unknown> = Promise.resolve();

/** The preferences as the user last wished them. */
export function wishedPreferences(): Preferences | undefined {
  const { preferences, snapshot } = store.get();
  return preferences ?? snapshot?.preferences;
}

/**
 * Changes preferences at once on the screen, and at the main process one after another: two quick
 * changes never overtake each other. A failure brings the saved ones back.
 */
export function changePreferences(change: Partial<Preferences>): Promise<Reply<null>> {
  const old = wishedPreferences();
  if (old === undefined) return Promise.resolve({ ok: true, value: null });
  const wish: Preferences = { ...old, ...change };
  store.set({ preferences: wish });
  const send = async () => {
    const reply = await ask('savePreferences', wish);
    const { snapshot, preferences } = store.get();
    const last = preferences === wish;
    if (reply.ok) {
      store.set({
        snapshot: snapshot && { ...snapshot, preferences: wish },
        preferences: last ? undefined : preferences,
      });
    } else if (last) {
      store.set({ preferences: undefined });
    }
    return reply;
  };
  const sent = queue.then(send);
  queue = sent;
  return sent;
}
