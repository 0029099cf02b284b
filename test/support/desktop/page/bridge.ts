import { randomUUID } from 'node:crypto';
import type { CDPSession } from 'playwright-core';
import { fromBrowser } from '../address-map.ts';
import type { NewPage, PageHost } from '../page-port.ts';
import type { Remote } from '../rpc.ts';
import type { Encoded } from './encoding.ts';
import { type FromPage, preloadScript, relayScript, type ToPage } from './preload-shell.ts';

/** What the relay's binding carries. */
interface BindingCall {
  readonly main: boolean;
  readonly url: string;
  readonly detail: string;
}

/** The way between the preload and the host: a relay in a world that no page script can reach. */
export async function openBridge(cdp: CDPSession, options: NewPage, host: Remote<PageHost>) {
  const { id, preload, preloadInSubframes: inSubframes, platform } = options;
  const secret = `electron-${randomUUID()}`;
  const shell = { secret, binding: 'electronHost', inSubframes, platform };
  let mainRelay: number | undefined;

  cdp.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
    const { main, url, detail } = JSON.parse(payload) as BindingCall;
    const frame = { main, url: fromBrowser(url) };
    const message = JSON.parse(detail) as FromPage;
    if (message.kind === 'hello') {
      if (main) mainRelay = executionContextId;
      return;
    }
    if (message.kind === 'send') {
      host.send(id, frame, message.channel, message.args).catch(() => {});
      return;
    }
    const { call } = message;
    host.invoke(id, frame, message.channel, message.args).then(
      (value) => tell(executionContextId, { kind: 'result', call, value }),
      (error: Error) => tell(executionContextId, { kind: 'failure', call, message: error.message }),
    );
  });

  async function tell(contextId: number, message: ToPage): Promise<void> {
    const detail = JSON.stringify(JSON.stringify(message));
    const expression = `globalThis[${JSON.stringify(secret)}](${detail})`;
    // A page that is gone meanwhile hears nothing, as in Electron.
    await cdp.send('Runtime.evaluate', { contextId, expression }).catch(() => {});
  }

  const world = 'electron-relay';
  await cdp.send('Runtime.enable');
  await cdp.send('Page.enable');
  await cdp.send('Runtime.addBinding', { name: shell.binding, executionContextName: world });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: relayScript(shell),
    worldName: world,
  });
  if (preload !== undefined) {
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadScript(shell, preload),
    });
  }

  return {
    async send(channel: string, args: Encoded): Promise<void> {
      if (mainRelay !== undefined) await tell(mainRelay, { kind: 'message', channel, args });
    },
  };
}
