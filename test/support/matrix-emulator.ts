import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedReply, jsonReply } from './emulator.ts';
import { bearer, jsonBody, onlyKeys } from './emulator-checks.ts';

/** https://spec.matrix.org/latest/client-server-api/#standard-error-response */
export function matrixRefusal(status: number, errcode: string, error: string, more: object = {}) {
  return jsonReply(status, { errcode, error, ...more });
}

interface Homeserver {
  readonly host: string;
  readonly token: string;
  readonly room: string;
  readonly alias?: string;
}

/** One homeserver, and a user in one room. */
export function matrixService({
  host,
  token,
  room,
  alias,
}: Homeserver): ChannelService & { readonly seen: SeenMessage[] } {
  const seen: SeenMessage[] = [];
  const called: string[] = [];
  const transactions = new Map<string, string>();
  const emulator = createEmulator((request, violate): EmulatedReply => {
    const { pathname, search } = request.url;
    if (search !== '') violate('an unknown parameter');
    const parts = pathname.split('/').map(decodeURIComponent);
    const [, root, client, version, what, ...rest] = parts;
    if (root !== '_matrix' || client !== 'client' || version !== 'v3') violate('another API');
    if (what === 'directory') {
      const [kind, name] = rest;
      if (request.method !== 'GET' || kind !== 'room' || request.body !== '') violate('no look-up');
      if (name !== alias) {
        return matrixRefusal(404, 'M_NOT_FOUND', `Room alias ${name} not found`);
      }
      return jsonReply(200, { room_id: room, servers: ['example.com'] });
    }
    const [id, send, type, transaction = ''] = rest;
    const isSend = what === 'rooms' && send === 'send' && type === 'm.room.message';
    if (request.method !== 'PUT' || !isSend || rest.length !== 4) violate('not how to send');
    if (!/^[\w.~-]{1,255}$/.test(transaction)) violate('an odd transaction');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['msgtype', 'body', 'm.mentions'], violate);
    const text = String(body.body);
    if (body.msgtype !== 'm.text') violate('it rings nobody');
    if (!text.isWellFormed()) violate('half a letter');
    if (new TextEncoder().encode(request.body).length > 60_000) violate('M_TOO_LARGE');
    if (!bearer(request, token)) {
      return matrixRefusal(401, 'M_UNKNOWN_TOKEN', 'Invalid access token passed.');
    }
    if (id !== room) return matrixRefusal(403, 'M_FORBIDDEN', 'User not in room');
    const known = transactions.get(transaction);
    if (known !== undefined) return jsonReply(200, { event_id: known });
    // Without the key, names in the text call out: push rules of former times.
    if (body['m.mentions'] === undefined && /@room/.test(text)) called.push('@room');
    if (JSON.stringify(body['m.mentions'] ?? {}) !== '{}') called.push('somebody');
    seen.push({ body: text });
    transactions.set(transaction, `$event${seen.length}`);
    return jsonReply(200, { event_id: `$event${seen.length}` });
  });
  return { hosts: { [host]: emulator }, seen, called };
}
