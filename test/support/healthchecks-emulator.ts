import type { ChannelService, SeenBeat, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedReply } from './emulator.ts';
import { onlyQuery } from './emulator-checks.ts';

export function healthchecksWords(status: number, body: string): EmulatedReply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** A ping in the log of a check. */
interface SeenPing {
  readonly signal: 'success' | 'fail' | 'log';
  readonly text: string;
}

interface Check {
  readonly host: string;
  /** Its ping URL's. */
  readonly path: string;
}

/**
 * One check. Where it is told by UUID, Healthchecks.io answers 200 for one that it does not know.
 * https://healthchecks.io/docs/http_api/
 */
export function healthchecksService({ host, path }: Check): ChannelService & {
  readonly seen: SeenMessage[];
  readonly beats: SeenBeat[];
  readonly pings: SeenPing[];
} {
  const seen: SeenMessage[] = [];
  const beats: SeenBeat[] = [];
  const pings: SeenPing[] = [];
  const emulator = createEmulator((request, violate): EmulatedReply => {
    const { pathname } = request.url;
    const [, base, action = ''] = /^(.*?)(?:\/(fail|log|start|\d+))?$/.exec(pathname) ?? [];
    if (request.method !== 'POST') violate('a ping without a text');
    if (!/^text\/plain; charset=utf-8$/i.test(request.headers['content-type'] ?? '')) {
      violate('no plain text');
    }
    onlyQuery(request, { create: /^[01]$/ }, violate);
    if (!request.body.isWellFormed()) violate('half a letter');
    if (new TextEncoder().encode(request.body).length > 10_000) violate('a text that is cut');
    if (action === 'start' || /^\d/.test(action)) violate('another signal');
    if (base !== path) {
      return /-.{4}-.{4}-.{12}$/.test(base ?? '')
        ? unknownUuid
        : healthchecksWords(404, 'not found');
    }
    const signal = action === 'fail' || action === 'log' ? action : 'success';
    pings.push({ signal, text: request.body });
    seen.push({ body: request.body });
    if (signal !== 'log') {
      beats.push({ state: signal === 'fail' ? 'down' : 'up', text: request.body });
    }
    return healthchecksWords(200, 'OK');
  });
  return { hosts: { [host]: emulator }, seen, beats, pings };
}

/** What is said of a check that there is none of. */
export const unknownUuid = healthchecksWords(200, 'OK (not found)');
