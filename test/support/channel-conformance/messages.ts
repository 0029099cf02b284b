import { channelEvents } from '../../../electron/contract/channel-event.ts';
import type { Language } from '../../../electron/contract/language.ts';
import type { ChannelMessage } from '../../../electron/core/channel.ts';
import { testNow } from '../provider-context.ts';

/** All that a channel may be told of. */
export const messageEvents = [...channelEvents, 'test'] as const;

/** Stands at the start of the bodies, so that they are found again. */
export const bodyStart = 'home.example.com';

/** A message with everything that something else might take for markup. */
export function messageWith(parts: Partial<ChannelMessage> = {}): ChannelMessage {
  const unchanged = { address: undefined, before: undefined, result: 'unchanged' } as const;
  return {
    id: 'k2v9w0c5d8f1g3h7',
    event: 'changed',
    language: 'en',
    title: 'Address updated',
    body: `${bodyStart} now points to 81.2.69.142.`,
    at: testNow,
    facts: {
      ipv4: {
        address: '81.2.69.142',
        before: '89.160.20.112',
        result: 'updated',
        names: ['home.example.com', 'nas.example.com'],
      },
      ipv6: { ...unchanged, names: [] },
    },
    ...parts,
  };
}

/** One message of each language, as the program makes them. */
export const ordinary: Readonly<Record<Language, Partial<ChannelMessage>>> = {
  en: { language: 'en', title: 'Address updated', body: `${bodyStart} now points to 81.2.69.142.` },
  'zh-CN': {
    language: 'zh-CN',
    title: '地址已更新',
    body: `${bodyStart} 现已指向 81.2.69.142。\n账户“家”一切正常。`,
  },
};

/** Texts that one service or another takes for more than text. */
export const traps: readonly string[] = [
  'He said: "yes" and \'no\' – “maybe”, `perhaps`.',
  'emoji 😀 👨‍👩‍👧 🇩🇪 é ñ Ω 家 𠮷',
  '<b>bold</b> & <a href="https://evil.example/">link</a> &lt;tag&gt; &amp;amp; <!-- x --> ]]>',
  'back\\slash \\n \\u0041 \\" C:\\new\\table',
  '*bold* _italic_ ~gone~ ||spoiler|| **x** __y__ # head > quote - item 1. item',
  '[link](https://evil.example/) ![image](https://evil.example/x.png) ```code```',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's, not ours
  '{title} {{.Name}} ${HOME} #{ipv4Addr} %s %0A %25 $& $1 {"a": "b"}',
  'a=b&c=d+e?f#g;h',
  '@everyone @here @all @channel @room @所有人 <!channel> <!here> <!everyone> <@U012AB3CD>',
  '<@&1234> <@1234> <#1234> :tada: <https://evil.example/|here> <at user_id="all">all</at>',
  '<font color="warning">x</font> <@all> @13800000000',
  'first line\nsecond line\n\nfourth line',
];

/** Fills long bodies; each is long for another reason. */
export const fillers: Readonly<Record<string, string>> = {
  letters: 'word ',
  'Chinese letters': '地址已更新，',
  emoji: '😀',
  families: '👨‍👩‍👧',
  'letters that HTML escapes': '<&>"',
  'letters that JSON escapes': '"\\',
  'letters that Markdown escapes': '*_[`',
  lines: 'one line\n',
};
