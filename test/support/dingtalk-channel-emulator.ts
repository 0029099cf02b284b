import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedResponse, jsonReply } from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery } from './emulator-checks.ts';
import { handHmac } from './hand-hmac.ts';
import { bytesOf, dateHeader, holdsKeyword, isRecent, type RobotGate } from './robot-gate.ts';

/** All answers come with status 200. */
export function dingtalkReply(
  errcode: number,
  errmsg: string,
  headers: Readonly<Record<string, string>> = {},
): EmulatedResponse {
  return jsonReply(200, { errcode, errmsg }, headers);
}

/** `POST /robot/send` of a custom robot of a group. */
export function dingtalkService(token: string, gate: RobotGate = {}): ChannelService {
  const seen: SeenMessage[] = [];
  const called: string[] = [];
  const emulator = createEmulator((request, violate) => {
    const answer = (code: number, text: string) => dingtalkReply(code, text, dateHeader(gate));
    const query = request.url.searchParams;
    if (request.method !== 'POST') return answer(43002, '需要POST请求');
    if (request.url.protocol !== 'https:') violate('not protected');
    if (request.url.pathname !== '/robot/send') violate('no such path');
    const signed = { timestamp: /^\d{13}$/, sign: /^[A-Za-z0-9+/]{43}=$/ };
    onlyQuery(
      request,
      { access_token: /^./, ...(gate.secret === undefined ? {} : signed) },
      violate,
    );
    if (query.get('access_token') !== token) return answer(300005, 'token is not exist');
    if (gate.foreign) return answer(310000, 'ip 203.0.113.9 not in whitelist');
    if (gate.secret !== undefined) {
      const at = query.get('timestamp') ?? '';
      const right = handHmac(gate.secret, `${at}\n${gate.secret}`);
      if (!isRecent(gate, Number(at)) || query.get('sign') !== right) {
        return answer(
          310000,
          'description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳',
        );
      }
    }
    const { msgtype, text, ...rest } = jsonBody(request, violate);
    onlyKeys(rest, [], violate);
    if (rest.at !== undefined) called.push(JSON.stringify(rest.at));
    if (msgtype !== 'text') violate(`a message of the type ${String(msgtype)}`);
    const { content, ...others } = Object(text);
    onlyKeys(others, [], violate);
    if (typeof content !== 'string' || content.trim() === '') violate('no content');
    if (bytesOf(request.body) > 20_000) violate('message too long, exceed 20000 bytes');
    if (!holdsKeyword(gate, String(content))) {
      return answer(310000, 'description:关键词不匹配;solution:请联系群管理员查看此机器人的关键词');
    }
    seen.push({ body: String(content) });
    return answer(0, 'ok');
  });
  return { hosts: { 'oapi.dingtalk.com': emulator }, seen, called };
}
