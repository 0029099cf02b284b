import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedResponse, jsonReply } from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery } from './emulator-checks.ts';
import { bytesOf } from './robot-gate.ts';

/** All answers come with status 200. */
export function wecomReply(errcode: number, errmsg: string): EmulatedResponse {
  const hint = ', hint: [1592021214_50_551fc8807c11f27ed0e6714d], from ip: 203.0.113.9';
  return jsonReply(200, { errcode, errmsg: errcode === 0 ? errmsg : `${errmsg}${hint}` });
}

/** `POST /cgi-bin/webhook/send` of a robot of a group. */
export function wecomService(key: string): ChannelService {
  const seen: SeenMessage[] = [];
  const called: string[] = [];
  const emulator = createEmulator((request, violate) => {
    if (request.method !== 'POST') violate('not a POST');
    if (request.url.protocol !== 'https:') violate('not protected');
    if (request.url.pathname !== '/cgi-bin/webhook/send') violate('no such path');
    onlyQuery(request, { key: /^./ }, violate);
    if (request.url.searchParams.get('key') !== key) {
      return wecomReply(93000, 'invalid webhook url');
    }
    const { msgtype, text, ...rest } = jsonBody(request, violate);
    onlyKeys(rest, [], violate);
    if (msgtype !== 'text') violate(`a message of the type ${String(msgtype)}`);
    const { content, mentioned_list, mentioned_mobile_list, ...others } = Object(text);
    onlyKeys(others, [], violate);
    for (const list of [mentioned_list, mentioned_mobile_list]) {
      if (list !== undefined) called.push(JSON.stringify(list));
    }
    if (typeof content !== 'string' || content.trim() === '')
      return wecomReply(44004, 'empty content');
    if (bytesOf(content) > 2048) violate('content exceed max length');
    seen.push({ body: content });
    return wecomReply(0, 'ok');
  });
  return { hosts: { 'qyapi.weixin.qq.com': emulator }, seen, called };
}
