import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedResponse, jsonReply, type Violate } from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery } from './emulator-checks.ts';
import { handHmac } from './hand-hmac.ts';
import { bytesOf, dateHeader, holdsKeyword, isRecent, type RobotGate } from './robot-gate.ts';

/** All answers come with status 200. */
export function feishuReply(
  code: number,
  msg: string,
  headers: Readonly<Record<string, string>> = {},
): EmulatedResponse {
  return jsonReply(200, { code, msg, data: {} }, headers);
}

/** What a success looks like, with what is left of the old form. */
const success = { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' };

/** The one node of the one paragraph of a post. */
function textOf(content: unknown, violate: Violate): string {
  const { post, ...rest } = Object(content);
  const { zh_cn: shown, ...others } = Object(post);
  onlyKeys({ ...rest, ...others }, [], violate);
  const nodes: unknown[] = Array.isArray(shown?.content) ? shown.content.flat() : [];
  return nodes
    .map((node) => {
      const { tag, text, ...more } = Object(node);
      onlyKeys(more, [], violate);
      if (tag !== 'text' || typeof text !== 'string') violate(`a node ${String(tag)}`);
      return String(text);
    })
    .join('');
}

/** `POST /open-apis/bot/v2/hook/KEY` of a custom bot of a group. */
export function feishuService(
  key: string,
  gate: RobotGate = {},
  host = 'open.feishu.cn',
): ChannelService {
  const seen: SeenMessage[] = [];
  const called: string[] = [];
  const emulator = createEmulator((request, violate) => {
    const answer = (code: number, msg: string) => feishuReply(code, msg, dateHeader(gate));
    if (request.method !== 'POST') violate('not a POST');
    if (request.url.protocol !== 'https:') violate('not protected');
    onlyQuery(request, {}, violate);
    if (request.url.pathname !== `/open-apis/bot/v2/hook/${key}`) {
      return answer(19001, 'param invalid: incoming webhook access token invalid');
    }
    if (gate.foreign) return answer(19022, 'Ip Not Allowed');
    const { msg_type, content, timestamp, sign, ...rest } = jsonBody(request, violate);
    onlyKeys(rest, [], violate);
    if (gate.secret !== undefined) {
      const right = handHmac(`${String(timestamp)}\n${gate.secret}`, '');
      const isTime = typeof timestamp === 'string' && /^\d{10}$/.test(timestamp);
      if (!isTime || !isRecent(gate, Number(timestamp) * 1000) || sign !== right) {
        return answer(
          19021,
          'sign match fail or timestamp is not within one hour from current time',
        );
      }
    } else if (timestamp !== undefined || sign !== undefined) violate('a signature for nothing');
    if (bytesOf(request.body) > 20 * 1024) violate('longer than 20 KB');
    if (msg_type === 'text') {
      called.push(...(JSON.stringify(content).match(/<at [^>]*>/g) ?? []));
    }
    if (msg_type !== 'post') violate(`a message of the type ${String(msg_type)}`);
    const text = textOf(content, violate);
    const title = Object(content).post?.zh_cn?.title;
    if (typeof title !== 'string' || title === '' || text === '') violate('an empty message');
    if (!holdsKeyword(gate, `${title}\n${text}`)) return answer(19024, 'Key Words Not Found');
    seen.push({ title: String(title), body: text });
    return jsonReply(200, success, dateHeader(gate));
  });
  return { hosts: { [host]: emulator }, seen, called };
}
