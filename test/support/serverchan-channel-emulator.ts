import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedResponse, jsonReply } from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery } from './emulator-checks.ts';
import { bytesOf } from './robot-gate.ts';
import { shownMarkdown } from './shown-markdown.ts';

/** A refusal comes with status 400 from Turbo, and with 200 from some of its gates. */
export function serverchanReply(code: number, message: string, status = 400): EmulatedResponse {
  return jsonReply(status, { message, code, info: message, args: [null], scode: 461 });
}

/** `POST /KEY.send` of ServerChan Turbo, or `POST /send/KEY.send` of ServerChan³. */
export function serverchanService(
  key: string,
  host = 'sctapi.ftqq.com',
  path = `/${key}.send`,
): ChannelService {
  const seen: SeenMessage[] = [];
  const emulator = createEmulator((request, violate) => {
    if (request.method !== 'POST') violate('not a POST');
    if (request.url.protocol !== 'https:') violate('not protected');
    onlyQuery(request, {}, violate);
    if (request.url.pathname !== path) return serverchanReply(40001, '[AUTH]错误的Key');
    const { title, desp, short, ...rest } = jsonBody(request, violate);
    onlyKeys(rest, [], violate);
    if (typeof title !== 'string' || title === '') {
      return serverchanReply(40001, '[INPUT]消息标题不能为空');
    }
    if ([...title].length > 32 || /\n/.test(title)) violate('a title of more than 32 characters');
    if (typeof desp !== 'string' || bytesOf(desp) > 32 * 1024) violate('more than 32 KB');
    if (typeof short !== 'string' || [...short].length > 64) violate('a card of more than 64');
    seen.push({ title, body: shownMarkdown(String(desp)) });
    return jsonReply(200, {
      code: 0,
      message: '',
      data: { pushid: '1234567', readkey: 'SCTabcdefgh', error: 'SUCCESS', errno: 0 },
    });
  });
  return { hosts: { [host]: emulator }, seen };
}
