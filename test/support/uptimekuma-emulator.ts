import type { ChannelService, SeenBeat, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedReply, jsonReply } from './emulator.ts';
import { onlyQuery } from './emulator-checks.ts';

/** `server/routers/api-router.js` of Uptime Kuma; version 1 answers with 404, version 2 with 500. */
export function kumaRefusal(status: number, msg: string): EmulatedReply {
  return jsonReply(status, { ok: false, msg });
}

export const notActive = 'Monitor not found or not active.';

/** One monitor of the type Push. */
export function uptimekumaService({
  host,
  path,
}: {
  readonly host: string;
  readonly path: string;
}): ChannelService & { readonly seen: SeenMessage[]; readonly beats: SeenBeat[] } {
  const seen: SeenMessage[] = [];
  const beats: SeenBeat[] = [];
  const emulator = createEmulator((request, violate): EmulatedReply => {
    const { pathname, searchParams } = request.url;
    // Version 1 knows no other method.
    if (request.method !== 'GET' || request.body !== '') violate('not how to push');
    onlyQuery(request, { status: /^(?:up|down)$/, msg: /./ }, violate);
    const text = searchParams.get('msg') ?? '';
    if (text.includes('\ufffd')) violate('half a letter');
    if (request.url.href.length > 6000) violate('too long a URL for many a proxy');
    if (pathname !== path) return kumaRefusal(500, notActive);
    seen.push({ body: text });
    beats.push({ state: searchParams.get('status') === 'up' ? 'up' : 'down', text });
    return jsonReply(200, { ok: true });
  });
  return { hosts: { [host]: emulator }, seen, beats };
}
