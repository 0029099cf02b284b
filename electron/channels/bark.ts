import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelMessage, defineChannel } from '../core/channel.ts';
import { addIssue } from '../core/issue.ts';
import { type Failure, failure } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { serverUrlField } from '../core/server-url.ts';
import { cutEnd } from '../core/views/cut-text.ts';
import { cutToFit, utf8Length } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { tellsOfTrouble } from './api/plain-message.ts';
import { statusKind } from './api/status-kind.ts';
import { serverBase } from './api/web-url.ts';
import { programName } from './robot/gate.ts';
import { type PastedForm, pastedField, pastedKey } from './robot/pasted.ts';
import { refusal, verdictOf } from './robot/verdict.ts';

const ownServer = 'https://api.day.app';

const texts = {
  key: {
    en: 'Paste the address that the app shows, such as https://api.day.app/…/, or the key in it.',
    'zh-CN': '请粘贴 Bark App 中显示的地址（例如 https://api.day.app/…/），或其中的 Key。',
  },
  twice: {
    en: 'The address in the field Key names the server already; leave the server out, or paste the key alone.',
    'zh-CN': 'Key 中粘贴的地址已包含服务器；请删去服务器地址，或只填写 Key。',
  },
} as const satisfies Record<string, Localized>;

interface Target {
  readonly key: string;
  /** Undefined where the key came alone. */
  readonly server: string | undefined;
}

const keyForm: PastedForm<Target> = {
  fromKey: (key) => (/^[\w-]{8,64}$/.test(key) ? { key, server: undefined } : undefined),
  fromUrl: ({ origin, pathname }) => {
    const [key = ''] = pathname.slice(1).split('/');
    return keyForm.fromKey(key) && { key, server: origin };
  },
};

const account = z
  .strictObject({
    key: pastedField(keyForm, texts.key, {
      label: { en: 'Device key', 'zh-CN': '设备 Key' },
      help: {
        en: 'The address that the app shows, or the key in it.',
        'zh-CN': 'Bark App 中显示的地址，或其中的 Key。',
      },
      placeholder: 'https://api.day.app/…/',
    }),
    server: serverUrlField({
      label: { en: 'Server', 'zh-CN': '服务器' },
      help: {
        en: `Only for a server of your own; left empty, it is ${ownServer}.`,
        'zh-CN': `仅自建服务器需要填写；留空则为 ${ownServer}。`,
      },
      placeholder: 'https://bark.example.com',
    }).optional(),
  })
  .superRefine(({ key, server }, context) => {
    if (server !== undefined && key.includes('/')) addIssue(context, ['server'], texts.twice);
  });

const verdictKeys = [['code', 'message']] as const;

const gone: Localized = {
  en: 'the app is no longer registered on the device; open it, and compare its key',
  'zh-CN': '该设备上的 Bark 已失效，请打开 App 并核对 Key',
};

/** The server's own errors, and behind “push failed” those of Apple's service. */
function explain(reply: Reply): Failure | undefined {
  const verdict = verdictOf(reply, verdictKeys);
  if (verdict === undefined || verdict.code === 200) return undefined;
  const { code, says } = verdict;
  if (/device token|device key/i.test(says)) return refusal('hostNotFound', verdict);
  if (/BadDeviceToken|Unregistered|DeviceTokenNotForTopic/i.test(says)) {
    return failure('hostNotFound', gone);
  }
  if (/PayloadTooLarge/i.test(says)) return refusal('invalid', verdict);
  if (/TooManyRequests/i.test(says)) return refusal('rateLimited', verdict);
  return refusal(statusKind(reply.status >= 400 ? reply.status : code), verdict);
}

/** UTF-16 units. */
const titleLimit = 200;
/** Bytes of title and body; Apple takes 4096 with all that the server adds. */
const limit = 3600;

/** Bytes of a text as the server writes it into JSON, where Go escapes what HTML has a meaning for. */
function goLength(text: string): number {
  return utf8Length(JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, '\\u0000'));
}

/** https://bark.day.app/#/tutorial. What needs the reader is shown through a focus. */
function payload(message: ChannelMessage, key: string) {
  const title = cutEnd(message.title.toWellFormed(), titleLimit);
  const room = limit - goLength(title);
  return {
    device_key: key,
    title,
    body: cutToFit(message.body.toWellFormed(), (text) => goLength(text) <= room),
    group: programName,
    level: tellsOfTrouble(message) ? 'timeSensitive' : 'active',
  };
}

/** https://github.com/Finb/bark-server/blob/master/docs/API_V2.md. */
export const bark = defineChannel<z.infer<typeof account>>({
  id: 'bark',
  name: { en: 'Bark', 'zh-CN': 'Bark' },
  website: 'https://bark.day.app/',
  docs: 'https://bark.day.app/#/tutorial',
  setup: {
    en: 'Install Bark on the iPhone, open it, allow notifications, and copy the address that it shows.',
    'zh-CN': '在 iPhone 上安装并打开 Bark，允许通知，然后复制 App 中显示的地址。',
  },
  limits: [
    {
      en: 'Bark is for the iPhone and the iPad only.',
      'zh-CN': 'Bark 仅支持 iPhone 和 iPad。',
    },
  ],
  triedAgainst: 'emulator',
  country: 'CN',
  account,
  repeatable: false,
  send: (message, fields, context) => {
    const { key, server = fields.server ?? ownServer } = pastedKey(fields.key, keyForm);
    const rules = {
      secrets: [fields.key, key],
      explain,
      confirms: (reply: Reply) => verdictOf(reply, verdictKeys)?.code === 200,
    };
    const url = `${serverBase(server)}/push`;
    return deliver({ url, json: payload(message, key) }, rules, context);
  },
});
