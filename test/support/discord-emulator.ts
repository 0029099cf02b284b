import type { ChannelService, SeenMessage } from './channel-conformance/harness.ts';
import { createEmulator, type EmulatedReply, jsonReply } from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery } from './emulator-checks.ts';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export function discordRefusal(status: number, code: number, message: string): EmulatedReply {
  return jsonReply(status, { message, code });
}

/**
 * What is read of a message: a link as it is, an escaped mark as that mark; every other mark is
 * obeyed, and so is not read. Parts in bold are read without their asterisks.
 */
function shown(content: string): string {
  const lines = content.split('\n').map((line) => line.replace(/^\s*(?:[-+#>]|\d+\.)/, ''));
  return lines
    .join('\n')
    .replace(
      /(https?:\/\/[^\s<]+)|\\([^0-9A-Za-z\s])|<[^>]*>|:[\w+-]+:|[*_~`|]|\[([^\]]*)\]\([^)]*\)/g,
      (_, link: string | undefined, mark: string | undefined, label: string | undefined) =>
        link ?? mark ?? label ?? '',
    );
}

function callsOf(content: string): readonly string[] {
  return content.match(/@everyone|@here|<@[&!]?\d+>/g) ?? [];
}

/** One webhook. */
export function discordService(hook: {
  readonly path: string;
  readonly thread?: string;
}): ChannelService & { readonly seen: SeenMessage[] } {
  const seen: SeenMessage[] = [];
  const called: string[] = [];
  const emulator = createEmulator((request, violate): EmulatedReply => {
    const { pathname, searchParams } = request.url;
    if (request.method !== 'POST') violate('not how a webhook is used');
    onlyQuery(request, { wait: /^true$/, thread_id: /^\d+$/ }, violate);
    if (!searchParams.has('wait')) violate('whether it was kept is not asked for');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['content', 'allowed_mentions', 'flags'], violate);
    const content = String(body.content);
    if (!content.isWellFormed()) violate('half a letter');
    if (content.length > 2000 || content === '') violate('Invalid Form Body');
    if (body.flags !== 4) violate('links are shown with a preview');
    if (pathname !== hook.path) return discordRefusal(404, 10_015, 'Unknown Webhook');
    if (searchParams.get('thread_id') !== (hook.thread ?? null)) {
      return discordRefusal(404, 10_003, 'Unknown Channel');
    }
    const isSilent = JSON.stringify(body.allowed_mentions) === '{"parse":[]}';
    if (!isSilent) called.push(...callsOf(content));
    seen.push({ body: shown(content) });
    return jsonReply(200, { id: String(1_000_000_000_000_000 + seen.length), content });
  });
  return { hosts: { 'discord.com': emulator }, seen, called };
}
