import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedReply, jsonReply } from './emulator.ts';
import { formBody, onlyKeys } from './emulator-checks.ts';

/** A refusal as https://pushover.net/api#response has it. */
export function pushoverRefusal(
  errors: readonly string[],
  wrong: Readonly<Record<string, string>> = {},
  status = 400,
  headers: Readonly<Record<string, string>> = {},
): EmulatedReply {
  return jsonReply(status, { ...wrong, errors, status: 0, request: 'r1' }, headers);
}

interface PushoverMessage extends SeenMessage {
  readonly priority: string | undefined;
  readonly timestamp: string | undefined;
  readonly device: string | undefined;
}

/** One application, and one user with a device of the name `phone`. */
export function pushoverService(keys: {
  readonly token: string;
  readonly user: string;
}): ChannelService & { readonly seen: PushoverMessage[] } {
  const seen: PushoverMessage[] = [];
  const emulator = createEmulator((request, violate): EmulatedReply => {
    const { pathname, search } = request.url;
    const isRight = request.method === 'POST' && pathname === '/1/messages.json' && search === '';
    if (!isRight) violate('not how messages are sent');
    const form = formBody(request, violate);
    const known = ['token', 'user', 'device', 'title', 'message', 'timestamp', 'priority'];
    onlyKeys(form, known, violate);
    const { token, user, device, title = '', message = '', timestamp, priority } = form;
    // A letter that was no whole one arrives as this.
    if (`${title}${message}`.includes('\ufffd')) violate('half a letter');
    if ([...title].length > 250) violate('too long a title');
    if ([...message].length > 1024 || message === '') violate('too long a message, or none');
    if (timestamp !== undefined && !/^\d{10}$/.test(timestamp)) violate('a timestamp in seconds');
    if (priority !== undefined && !/^(?:-[12]|[01])$/.test(priority)) violate('a priority');
    if (token !== keys.token) {
      return pushoverRefusal(['application token is invalid'], { token: 'invalid' });
    }
    if (user !== keys.user) {
      return pushoverRefusal(['user identifier is not a valid user'], { user: 'invalid' });
    }
    if (device !== undefined && device !== 'phone') {
      return pushoverRefusal(['device name is not valid'], { device: 'invalid' });
    }
    seen.push({ title, body: message, priority, timestamp, device });
    return jsonReply(200, { status: 1, request: `r${seen.length}` });
  });
  return { hosts: { 'api.pushover.net': emulator }, seen };
}
