import * as z from 'zod';
import type { Localized } from '../contract/language.ts';
import { type ChannelContext, defineChannel, type Health } from '../core/channel.ts';
import { type Failure, failure } from '../core/outcome.ts';
import type { Reply } from '../core/reply.ts';
import { cutEnd } from '../core/views/cut-text.ts';
import { cutToFit } from './api/cut.ts';
import { deliver } from './api/deliver.ts';
import { textAt, valueAt } from './api/json.ts';
import { tellsOfTrouble } from './api/plain-message.ts';
import { secretParts, secretUrlField } from './api/web-url.ts';

const problem: Localized = {
  en: 'A push URL looks like https://kuma.example.com/api/push/…; the rest behind a question mark may stay or go.',
  'zh-CN': '推送网址形如 https://kuma.example.com/api/push/…；问号及其后的内容可有可无。',
};

const account = z.strictObject({
  url: secretUrlField(({ pathname }) => /\/api\/push\/[\w-]{6,100}$/.test(pathname), problem, {
    label: { en: 'Push URL', 'zh-CN': '推送网址' },
    help: {
      en: 'Of a monitor of the type Push.',
      'zh-CN': '类型为“Push（被动）”的监控项所显示的网址。',
    },
  }),
});

/** Versions answer with 404 or 500, and the words alone tell a fault from a wrong URL. */
function explain({ json }: Reply): Failure | undefined {
  const said = textAt(json, 'msg') ?? '';
  const isUnknown = valueAt(json, 'ok') === false && /not found|not active/i.test(said);
  return isUnknown ? failure('hostNotFound', said) : undefined;
}

/** Letters of an encoded text: what stands before such a server often takes no longer URL than 8 KiB. */
const limit = 4000;
const titleLimit = 200;

/** Every message is a beat: it cannot be told anything else. */
function push({ state, text }: Health, fields: z.infer<typeof account>, context: ChannelContext) {
  const given = new URL(fields.url);
  const fits = (msg: string) => new URLSearchParams({ msg }).toString().length <= limit;
  const query = new URLSearchParams({ status: state, msg: cutToFit(text.toWellFormed(), fits) });
  const rules = {
    secrets: [fields.url, ...secretParts(given)],
    explain,
    words: ({ json }: Reply) => textAt(json, 'msg'),
    confirms: ({ json }: Reply) => valueAt(json, 'ok') === true,
  };
  const url = `${given.origin}${given.pathname}?${query}`;
  return deliver({ method: 'GET', url }, rules, context);
}

/** https://github.com/louislam/uptime-kuma/wiki/API-Documentation, for monitors of the type Push. */
export const uptimekuma = defineChannel<z.infer<typeof account>>({
  id: 'uptimekuma',
  name: { en: 'Uptime Kuma', 'zh-CN': 'Uptime Kuma' },
  website: 'https://uptime.kuma.pet/',
  docs: 'https://github.com/louislam/uptime-kuma/wiki/API-Documentation',
  setup: {
    en: 'Add a monitor of the type Push, set its heartbeat interval to a few times the interval between checks here, and copy its push URL.',
    'zh-CN': '新建类型为“Push”的监控项，将心跳间隔设为本程序检测间隔的数倍，并复制其推送网址。',
  },
  limits: [
    {
      en: 'It is told after each check, at most once a minute, and raises the alarm when it hears nothing.',
      'zh-CN': '每次检测后都会上报，最多每分钟一次；长时间收不到上报时，该服务会发出警报。',
    },
    {
      en: 'Each message sets the monitor up or down, and long ones are cut.',
      'zh-CN': '每条消息都会将监控项置为正常或故障，过长的部分会被截去。',
    },
  ],
  triedAgainst: 'emulator',
  account,
  // Its list of beats would show two. What may be lost the next beat tells anew.
  repeatable: false,
  send: (message, fields, context) => {
    const { title, body, health } = message;
    // A change beside other trouble does not make everything well.
    const state = health?.state ?? (tellsOfTrouble(message) ? 'down' : 'up');
    const head = cutEnd(title.toWellFormed(), titleLimit);
    return push({ state, text: `${head} – ${body}` }, fields, context);
  },
  beat: push,
});
