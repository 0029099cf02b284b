import { app } from 'electron';

/** Milliseconds after which the end is no longer waited for. */
const endLimit = 900;

/**
 * Lets the app end in order: whoever wants it to quit waits for `end`, but not for long. Nothing may
 * depend on it: Windows ends a session without asking, and a kill asks nobody.
 */
export function endInOrder(end: () => Promise<void>, onFault: (error: unknown) => void): void {
  let ending = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    const late = new Promise<void>((resolve) => {
      setTimeout(resolve, endLimit);
    });
    Promise.race([end(), late])
      .catch(onFault)
      .finally(() => app.exit(0));
  });
}
