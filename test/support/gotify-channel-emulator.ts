import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedReply, jsonReply } from './emulator.ts';
import { jsonBody, onlyKeys } from './emulator-checks.ts';

const names: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
};

/** An error as Gotify's error handler makes it. */
export function gotifyError(status: number, errorDescription: string): EmulatedReply {
  return jsonReply(status, { error: names[status], errorCode: status, errorDescription });
}

/** `POST /message` of a Gotify server that lies under a path. */
export function gotifyService(host: string, path: string, token: string): ChannelService {
  const seen: SeenMessage[] = [];
  const emulator = createEmulator((request, violate) => {
    if (request.method !== 'POST') violate('not a POST');
    if (request.url.pathname !== `${path}/message`) return gotifyError(404, 'page not found');
    if (request.url.search !== '') violate('a query');
    if (request.headers['x-gotify-key'] !== token) {
      return gotifyError(
        401,
        'you need to provide a valid access token or user credentials to access this api',
      );
    }
    const { title, message, priority, ...rest } = jsonBody(request, violate);
    onlyKeys(rest, [], violate);
    if (typeof message !== 'string' || message === '') {
      return gotifyError(400, 'Field ‘message’ is required');
    }
    if (typeof title !== 'string' || title.trim() === '') violate('no title');
    if (priority !== undefined && !Number.isInteger(priority)) violate('a priority that is none');
    // MySQL keeps no more.
    if (new TextEncoder().encode(message).length > 65_535) violate('too long');
    seen.push({ title: String(title), body: message });
    return jsonReply(200, {
      id: seen.length,
      appid: 5,
      message,
      title,
      date: '2026-11-22T12:00:00Z',
    });
  });
  return { hosts: { [host]: emulator }, seen };
}
