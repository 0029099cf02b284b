import type { PageRequest } from '../page-port.ts';
import { asElectron, strict } from './strict.ts';

type Details = Electron.OnBeforeRequestListenerDetails;
type Listener = (details: Details, answer: (response: Electron.CallbackResponse) => void) => void;

/** A session's `webRequest`: the one listener that may cancel a request before it is made. */
export function fakeWebRequest() {
  let listener: Listener | null = null;

  const webRequest = asElectron<Electron.WebRequest>(
    strict('session.webRequest', {
      onBeforeRequest(first: Electron.WebRequestFilter | Listener | null) {
        if (typeof first === 'object' && first !== null) {
          throw new Error('the fake electron has no filters for webRequest');
        }
        listener = first;
      },
    } satisfies Pick<Electron.WebRequest, 'onBeforeRequest'>),
  );

  async function isCancelled({ url, method }: PageRequest): Promise<boolean> {
    if (listener === null) return false;
    const { promise, resolve } = Promise.withResolvers<Electron.CallbackResponse>();
    listener(asElectron<Details>({ url, method }), resolve);
    return (await promise).cancel ?? false;
  }

  return { webRequest, isCancelled };
}
