import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedResponse, jsonReply } from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery } from './emulator-checks.ts';
import { bytesOf } from './robot-gate.ts';

/** The code is the status, too. */
export function barkReply(code: number, message: string): EmulatedResponse {
  return jsonReply(code, { code, message, timestamp: 1_795_348_800 });
}

const category = 'myNotificationCategory';

/** What the server sends on to Apple: JSON as Go writes it, which takes 4096 bytes. */
function applePayload(title: string, body: string, more: object): string {
  const alert = { title, body };
  const aps = {
    alert,
    category,
    'mutable-content': 1,
    sound: '1107.caf',
    'thread-id': 'DDNS Tray',
  };
  return JSON.stringify({ aps, ...more }).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `POST /push` of a bark-server that lies under a path, https://github.com/Finb/bark-server. */
export function barkService(key: string, host = 'api.day.app', path = ''): ChannelService {
  const seen: SeenMessage[] = [];
  const emulator = createEmulator((request, violate) => {
    if (request.method !== 'POST') violate('not a POST');
    if (request.url.pathname !== `${path}/push`) return barkReply(404, 'Not Found');
    onlyQuery(request, {}, violate);
    const { device_key, title, body, ...more } = jsonBody(request, violate);
    onlyKeys(more, ['group', 'level'], violate);
    if (!['active', 'timeSensitive', 'passive'].includes(String(more.level))) violate('no level');
    if (device_key === undefined || device_key === '') return barkReply(400, 'device key is empty');
    if (device_key !== key) {
      const why = `failed to get [${String(device_key)}] device token from database`;
      return barkReply(400, `failed to get device token: ${why}`);
    }
    if (typeof title !== 'string' || typeof body !== 'string') violate('no text');
    if (bytesOf(applePayload(String(title), String(body), more)) > 4096) {
      return barkReply(500, 'push failed: APNS push failed: PayloadTooLarge');
    }
    seen.push({ title: String(title), body: String(body) });
    return barkReply(200, 'success');
  });
  return { hosts: { [host]: emulator }, seen };
}
