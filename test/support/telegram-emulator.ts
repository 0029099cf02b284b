import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedReply, jsonReply } from './emulator.ts';
import { jsonBody, onlyKeys } from './emulator-checks.ts';

/** A refusal of the Bot API: https://core.telegram.org/bots/api#making-requests. */
export function telegramRefusal(code: number, description: string, parameters?: object) {
  return jsonReply(code, {
    ok: false,
    error_code: code,
    description,
    ...(parameters && { parameters }),
  });
}

/** One bot that may write to one chat. */
export function telegramService(
  bot: { readonly token: string; readonly chat: string; readonly topic?: number },
  host = 'api.telegram.org',
): ChannelService & { readonly seen: SeenMessage[] } {
  const seen: SeenMessage[] = [];
  const emulator = createEmulator((request, violate): EmulatedReply => {
    const { pathname, search } = request.url;
    if (request.method !== 'POST' || search !== '') violate('not how messages are sent');
    const [, token, method] = /\/bot([^/]*)\/([^/]*)$/.exec(pathname) ?? [];
    if (method !== 'sendMessage') violate('another method');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['chat_id', 'message_thread_id', 'text', 'link_preview_options'], violate);
    if (JSON.stringify(body.link_preview_options) !== '{"is_disabled":true}') {
      violate('links are shown with a preview');
    }
    const text = String(body.text);
    if (text === '') violate('an empty message');
    if (!text.isWellFormed()) violate('half a letter');
    if (text.length > 4096) violate('too long a message');
    if (token !== bot.token) return telegramRefusal(401, 'Unauthorized');
    if (body.chat_id !== bot.chat) return telegramRefusal(400, 'Bad Request: chat not found');
    if (body.message_thread_id !== bot.topic) {
      return telegramRefusal(400, 'Bad Request: message thread not found');
    }
    seen.push({ body: text.trim() });
    return jsonReply(200, { ok: true, result: { message_id: seen.length, text } });
  });
  return { hosts: { [host]: emulator }, seen };
}
