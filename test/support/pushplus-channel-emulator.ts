import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedResponse, jsonReply } from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery } from './emulator-checks.ts';

/** All answers come with status 200. */
export function pushplusReply(code: number, msg: string, data: unknown = null): EmulatedResponse {
  return jsonReply(200, { code, msg, data, count: null });
}

/** `POST /send` of PushPlus. */
export function pushplusService(
  token: string,
  options: { readonly topic?: string } = {},
): ChannelService {
  const seen: SeenMessage[] = [];
  const emulator = createEmulator((request, violate) => {
    if (request.method !== 'POST') violate('not a POST');
    if (request.url.protocol !== 'https:') violate('not protected');
    if (request.url.pathname !== '/send') violate('no such path');
    onlyQuery(request, {}, violate);
    const body = jsonBody(request, violate);
    onlyKeys(body, ['token', 'title', 'content', 'template', 'topic'], violate);
    const { title, content, template } = body;
    if (body.token !== token) return pushplusReply(903, '无效的用户token');
    if (body.topic !== options.topic) return pushplusReply(999, '群组编码不存在');
    if (typeof title !== 'string' || title === '') violate('no title');
    if (typeof content !== 'string' || content === '')
      return pushplusReply(999, '消息内容不能为空');
    if ([...String(title)].length > 100) violate('a title of more than 100 characters');
    if ([...content].length > 20_000) violate('a content of more than 20,000 characters');
    if (template !== 'txt') violate('the content is taken for HTML');
    seen.push({ title: String(title), body: content });
    return pushplusReply(200, '请求成功', 'edcec621af19407383652b6547277fd0');
  });
  return { hosts: { 'www.pushplus.plus': emulator }, seen };
}
