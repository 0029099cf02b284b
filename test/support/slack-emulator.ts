import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedReply, type Violate } from './emulator.ts';
import { jsonBody, onlyKeys } from './emulator-checks.ts';

export function slackWords(status: number, body: string): EmulatedReply {
  return { status, headers: { 'content-type': 'text/html' }, body };
}

const entities = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
]);

/**
 * What is read of a text: https://api.slack.com/reference/surfaces/formatting#escaping. What stands
 * in angle brackets is a link or calls out to somebody.
 */
function shown(text: string, called: string[]): string {
  return text.replace(/<([^>]*)>|&(?:lt|gt|amp);/g, (found, inside: string | undefined) => {
    if (inside === undefined) return entities.get(found) ?? found;
    if (/^[!@]/.test(inside)) called.push(inside);
    return '[link]';
  });
}

/** Emoji by their names, where a text may have them. */
function withEmoji(text: string): string {
  return text.replace(/:[\w+-]+:/g, '[emoji]');
}

interface Block {
  readonly type?: unknown;
  readonly text?: { readonly type?: unknown; readonly text?: unknown; readonly emoji?: unknown };
}

function blockText(block: Block, called: string[], violate: Violate): string {
  const { type, text = {} } = block;
  const content = String(text.text);
  if (type !== 'section' || text.type !== 'plain_text') violate('not a block of plain text');
  if (content.length < 1 || content.length > 3000) violate('invalid_blocks');
  const read = shown(content, called);
  return text.emoji === false ? read : withEmoji(read);
}

/** One incoming webhook of Slack's. */
export function slackService(path: string): ChannelService & { readonly seen: SeenMessage[] } {
  const seen: SeenMessage[] = [];
  const called: string[] = [];
  const emulator = createEmulator((request, violate): EmulatedReply => {
    const { pathname, search } = request.url;
    if (request.method !== 'POST' || search !== '') violate('not how a webhook is used');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['text', 'mrkdwn', 'unfurl_links', 'unfurl_media', 'blocks'], violate);
    if (body.mrkdwn !== false) violate('the text may be markup');
    if (body.unfurl_links !== false || body.unfurl_media !== false) violate('links are unfurled');
    if (pathname !== path) return slackWords(403, 'invalid_token');
    const text = String(body.text ?? '');
    if (text === '') return slackWords(400, 'no_text');
    if (text.length > 4000) violate('a text that is cut');
    if (!request.body.isWellFormed() || !text.isWellFormed()) violate('half a letter');
    const blocks = Array.isArray(body.blocks) ? (body.blocks as readonly Block[]) : [];
    const read = blocks.map((block) => blockText(block, called, violate)).join('\n');
    // What notifications show.
    const fallback = shown(text, called);
    seen.push({ body: blocks.length > 0 ? read : withEmoji(fallback) });
    return slackWords(200, 'ok');
  });
  return { hosts: { 'hooks.slack.com': emulator }, seen, called };
}
