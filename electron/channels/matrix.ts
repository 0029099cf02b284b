import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelContext, type ChannelMessage, defineChannel } from '../core/channel.ts';
import { saying } from '../core/issue.ts';
import { type Failure, type FailureKind, failure } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { serverUrlField } from '../core/server-url.ts';
import { cutEnd } from '../core/views/cut-text.ts';
import { type DeliveryRules, deliver } from './api/deliver.ts';
import { tokenField } from './api/fields.ts';
import { textAt } from './api/json.ts';
import { plainMessage } from './api/plain-message.ts';
import { serverBase } from './api/web-url.ts';

const roomText: Localized = {
  en: 'Write the id of the room, such as !AbCdEf:example.com, or an alias, such as #home:example.com.',
  'zh-CN': '请填写房间 ID（如 !AbCdEf:example.com）或房间别名（如 #home:example.com）。',
};

/** Ids of newer rooms name no server. https://spec.matrix.org/latest/appendices/#room-ids */
const roomForm = /^(?:![^\s:]{1,200}(?::[^\s]{1,200})?|#[^\s:]{1,200}:[^\s]{1,200})$/;

const account = z.strictObject({
  server: serverUrlField({
    label: { en: 'Homeserver', 'zh-CN': '主服务器（Homeserver）' },
    help: {
      en: 'In Element: All settings, Help & About.',
      'zh-CN': '在 Element 中：所有设置 → 帮助及关于。',
    },
    placeholder: 'https://matrix-client.matrix.org',
  }),
  token: tokenField({
    label: { en: 'Access token', 'zh-CN': '访问令牌' },
    help: {
      en: 'It lets whoever has it act as that user, so make a user of its own for this.',
      'zh-CN': '持有令牌的人可以该用户的身份进行任何操作，因此建议为此单独注册一个用户。',
    },
  }),
  room: z
    .string()
    .refine((text) => roomForm.test(text), saying(roomText))
    .meta({
      label: { en: 'Room', 'zh-CN': '房间' },
      help: {
        en: 'The id is in the room’s settings, under Advanced. The user must be in the room.',
        'zh-CN': '房间 ID 位于房间设置的“高级”中。该用户必须已加入房间。',
      },
      placeholder: '!AbCdEf:example.com',
    }),
});

const refusalForm = z.object({
  errcode: z.string(),
  error: z.string().catch(''),
  retry_after_ms: z.number().nonnegative().optional().catch(undefined),
});

const words = ({ json }: Reply) => textAt(json, 'error');

const sentForm = z.object({ event_id: z.string().startsWith('$') });
const foundForm = z.object({ room_id: z.string().startsWith('!') });

/** https://spec.matrix.org/latest/client-server-api/#standard-error-response */
const codes = new Map<string, FailureKind>([
  ['M_UNKNOWN_TOKEN', 'auth'],
  ['M_MISSING_TOKEN', 'auth'],
  ['M_FORBIDDEN', 'auth'],
  ['M_UNAUTHORIZED', 'auth'],
  ['M_GUEST_ACCESS_FORBIDDEN', 'auth'],
  ['M_USER_DEACTIVATED', 'blocked'],
  ['M_USER_LOCKED', 'blocked'],
  ['M_USER_SUSPENDED', 'blocked'],
  ['M_CONSENT_NOT_GIVEN', 'blocked'],
  ['M_RESOURCE_LIMIT_EXCEEDED', 'plan'],
  ['M_NOT_FOUND', 'hostNotFound'],
  ['M_LIMIT_EXCEEDED', 'rateLimited'],
  ['M_UNRECOGNIZED', 'invalid'],
  ['M_TOO_LARGE', 'invalid'],
]);

function explain({ status, json }: Reply): Failure | undefined {
  const parsed = refusalForm.safeParse(json);
  if (status < 400 || !parsed.success) return undefined;
  const { errcode, error, retry_after_ms: retryAfter } = parsed.data;
  const kind = codes.get(errcode);
  if (kind === undefined) return undefined;
  return failure(kind, error === '' ? errcode : error, {
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** The id of a room; an alias is looked up, since messages go by ids alone. */
async function roomId(
  { server, token, room }: z.infer<typeof account>,
  headers: Readonly<Record<string, string>>,
  context: ChannelContext,
): Promise<string | Failure> {
  if (room.startsWith('!')) return room;
  let id: string | undefined;
  const rules: DeliveryRules = {
    secrets: [token],
    explain,
    words,
    confirms: ({ json }) => {
      id = foundForm.safeParse(json).data?.room_id;
      return id !== undefined;
    },
  };
  const path = `/_matrix/client/v3/directory/room/${encodeURIComponent(room)}`;
  const found = await deliver(
    { method: 'GET', url: serverBase(server) + path, headers },
    rules,
    context,
  );
  // Nothing was written yet.
  if (found.kind !== 'delivered') return { ...found, unconfirmed: false };
  return id ?? room;
}

/** UTF-16 units: an event may have 65,536 bytes, as it is signed and sent to other servers. */
const limit = 16_000;

function payload(message: ChannelMessage) {
  return {
    // A notice would ring nobody's phone.
    msgtype: 'm.text',
    body: cutEnd(plainMessage(message), limit),
    // Nobody is called out to, whatever names stand in the text.
    'm.mentions': {},
  };
}

/** https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid */
export const matrix = defineChannel<z.infer<typeof account>>({
  id: 'matrix',
  name: { en: 'Matrix', 'zh-CN': 'Matrix' },
  website: 'https://matrix.org/',
  docs: 'https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid',
  setup: {
    en: 'Sign in to Element as the user that shall write, join the room, and copy the homeserver and the access token from All settings, Help & About. Close the page without signing out, since that ends the token.',
    'zh-CN':
      '以用于发送的用户登录 Element 并加入房间，在“所有设置 → 帮助及关于”中复制主服务器地址和访问令牌。之后直接关闭页面，不要退出登录，否则令牌会失效。',
  },
  limits: [
    {
      en: 'Messages are sent unencrypted, in encrypted rooms too.',
      'zh-CN': '即使在加密房间中，消息也以未加密的形式发送。',
    },
  ],
  triedAgainst: 'emulator',
  account,
  // By the id of its transaction.
  repeatable: true,
  send: async (message, fields, context) => {
    const { server, token } = fields;
    const headers = { authorization: `Bearer ${token}` };
    const room = await roomId(fields, headers, context);
    if (typeof room !== 'string') return room;
    const path = `/_matrix/client/v3/rooms/${encodeURIComponent(room)}/send/m.room.message/${message.id}`;
    const call = { method: 'PUT', url: serverBase(server) + path, headers } as const;
    const rules: DeliveryRules = {
      secrets: [token],
      explain,
      words,
      confirms: ({ json }) => sentForm.safeParse(json).success,
    };
    return deliver({ ...call, json: payload(message) }, rules, context);
  },
});
