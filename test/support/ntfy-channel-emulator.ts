import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedReply, jsonReply } from './emulator.ts';
import { bearer, jsonBody, onlyKeys } from './emulator-checks.ts';

/** An error as ntfy's errors.go makes it. */
export function ntfyError(code: number, error: string): EmulatedReply {
  const http = Number(String(code).slice(0, 3));
  return jsonReply(http, { code, http, error, link: 'https://ntfy.sh/docs/publish/' });
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

/** `POST /` of ntfy with one topic, which is protected where there is a token. */
export function ntfyService(
  host: string,
  { topic, token }: { readonly topic: string; readonly token?: string },
): ChannelService {
  const seen: SeenMessage[] = [];
  const emulator = createEmulator((request, violate) => {
    if (request.method !== 'POST' || request.url.pathname !== '/') violate('not the JSON door');
    if (request.url.search !== '') violate('a query');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['topic', 'title', 'message', 'priority'], violate);
    if (bytes(request.body) > 8192) violate('a request of more than 8192 bytes');
    if (token !== undefined && request.headers.authorization === undefined) {
      return ntfyError(40301, 'forbidden');
    }
    if (token !== undefined && !bearer(request, token)) return ntfyError(40101, 'unauthorized');
    if (token === undefined && request.headers.authorization !== undefined)
      violate('a stray token');
    if (typeof body.topic !== 'string' || !/^[-_A-Za-z0-9]{1,64}$/.test(body.topic)) {
      return ntfyError(40009, 'invalid request: topic invalid');
    }
    if (body.topic !== topic) violate('another topic');
    const title = String(body.title ?? '');
    const message = String(body.message ?? '').trim();
    if (bytes(message) >= 4096) violate('a message that becomes a file');
    if (message === '') violate('no message');
    seen.push({ title, body: message });
    return jsonReply(200, { id: 'sPs71M8A2T', time: 1, event: 'message', topic, title, message });
  });
  return { hosts: { [host]: emulator }, seen };
}
