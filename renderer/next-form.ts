import type { SettingsForm } from '../electron/contract/forms.ts';
import { store } from './store.ts';

/** Milliseconds: what was saved is told at once, so this is only for a broken connection. */
const longestWait = 2000;

/** The settings' form once it is another one than that of `revision`. */
export function nextForm(revision: string | undefined): Promise<SettingsForm | undefined> {
  return new Promise((resolve) => {
    const look = (anyway: boolean) => {
      const { form } = store.get();
      if (!anyway && form?.revision === revision) return;
      stop();
      clearTimeout(timer);
      resolve(form);
    };
    const stop = store.subscribe(() => look(false));
    const timer = setTimeout(() => look(true), longestWait);
    look(false);
  });
}
