import type { Reply, RequestName, Requests, WindowApi } from '../electron/contract/ipc.ts';
import { currentTexts } from './texts.ts';

declare global {
  interface Window {
    /** From the preload. */
    readonly ddns: WindowApi;
  }
}

/** Without the events, so that a request and its argument stay together for the compiler. */
type Asks = {
  readonly [Name in RequestName]: (
    argument: Requests[Name]['argument'],
  ) => Promise<Reply<Requests[Name]['result']>>;
};

/** Asks the main process. Never rejects: a broken connection is a failed reply. */
export async function ask<Name extends RequestName>(
  name: Name,
  argument: Requests[Name]['argument'],
): Promise<Reply<Requests[Name]['result']>> {
  try {
    const asks: Asks = window.ddns;
    return await asks[name](argument);
  } catch {
    return { ok: false, message: currentTexts().errors.noConnection };
  }
}
