import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator } from './emulator.ts';
import { jsonBody, onlyKeys } from './emulator-checks.ts';

/** A service of somebody's own that takes `{"title": …, "text": …}` with a key, and answers `ok`. */
export function webhookService(host: string, path: string, key: string): ChannelService {
  const seen: SeenMessage[] = [];
  const emulator = createEmulator((request, violate) => {
    if (request.method !== 'POST') violate('not a POST');
    if (request.url.pathname !== path) violate('another path');
    if (request.headers['x-key'] !== key) return { status: 401, body: 'no key' };
    const body = jsonBody(request, violate);
    onlyKeys(body, ['title', 'text'], violate);
    seen.push({ title: String(body.title), body: String(body.text) });
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' };
  });
  return { hosts: { [host]: emulator }, seen };
}
