import { type ChannelEvent, channelEvents } from '../electron/contract/channel-event.ts';
import type { Language, Localized } from '../electron/contract/language.ts';
import type { Channel } from '../electron/core/channel.ts';
import type { TriedAgainst } from '../electron/core/provider.ts';
import { accountLines, neededFields } from './docs-example.ts';
import { fieldTable } from './docs-fields.ts';
import {
  code,
  countryName,
  generated,
  inLanguage,
  link,
  listed,
  otherLanguage,
  page,
  prose,
  say,
  table,
  webLink,
} from './docs-page.ts';

const example = `channels:
  phone:
    channel: telegram
    token: { env: TELEGRAM_TOKEN }
    chat: "123456789"
    events: [changed, action]
    quietHours: "22:00-07:00"
  family:
    channel: ntfy
    topic: our-ddns
    language: zh-CN`;

const texts = {
  title: say('# Channels', '# 通知渠道'),
  intro: say(
    'A channel tells you what happens: through a service that you use anyway, by mail, or to a URL of your own. Any number of them stand under `channels` in the settings file, each under a name of your choice and each of the same kind as often as you like. `ddns-tray notify test -c FILE` sends a test message through all of them; the desktop app has a button for each.',
    '通知渠道把发生的事情告诉您：通过您常用的服务、邮件，或发送到您自己的网址。配置文件的 `channels` 下可以写任意多个渠道，键名自定，同一种类可以有多个。`ddns-tray notify test -c 文件` 向全部渠道发送测试消息；桌面应用中每个渠道都有测试按钮。',
  ),
  promises: say(
    'One problem is one message in each channel, and one more when it is over, across restarts as well. A message that cannot be delivered is tried again later, and no update waits for it. What may have arrived is sent again only where the service shows a repetition as one.',
    '每个渠道对同一个问题只通知一次，恢复后再通知一次，重启后也是如此。未能送达的消息稍后重试，更新不会因此等待。可能已经送达的消息，只有在服务能识别重复时才会再次发送。',
  ),
  every: say('## What every channel can have', '## 各渠道共有的设置'),
  everyText: say(
    'Besides its own keys, a channel takes `events`, `quietHours` and `language`; the [settings file](settings.md#keys) lists them all. A secret can stand elsewhere as `{ env: NAME }` or `{ file: PATH }`, see [Secrets](settings.md#secrets). The events are:',
    '除了自己的键，每个渠道都可以写 `events`、`quietHours` 和 `language`，见[配置文件](settings.zh-CN.md#全部的键)。凭据可写成 `{ env: 变量名 }` 或 `{ file: 路径 }` 放在别处，见[凭据](settings.zh-CN.md#凭据)。事件有：',
  ),
  eventHead: [say('Event', '事件'), say('Told when', '何时通知')],
  all: say('## All channels', '## 全部渠道'),
  head: [say('Channel', '渠道'), say('Id', '标识'), say('Needed', '需要填写')],
  documentation: say('Documentation', '文档'),
};

const events: Readonly<Record<ChannelEvent, Localized>> = {
  changed: say('A record was written with a new address.', '记录已更新为新地址。'),
  action: say(
    'Something stopped and waits for you, such as a refused credential.',
    '更新已停止，需要您处理，例如凭据被拒绝。',
  ),
  failed: say('An update failed; it is tried again by itself.', '更新失败，程序会自动重试。'),
  disagree: say(
    'The sources tell different addresses, so the old one stays.',
    '各来源给出的地址不一致，因此保留原地址。',
  ),
  recovered: say('What was told before is over.', '之前通知的问题已经解决。'),
};

const tried: Readonly<Record<TriedAgainst, Localized>> = {
  emulator: say(
    '**Not tried against the live service:** made from its documentation and from clients that others maintain, and tested against an emulator.',
    '**尚未在真实服务上验证：**依据官方文档和其他仍在维护的客户端编写，并用模拟器测试。',
  ),
  server: say(
    'Tried against the real server software: the tests run it where it is installed.',
    '已用真实的服务器软件验证：只要系统中装有该软件，测试就会实际运行它。',
  ),
  service: say('Tried against the live service.', '已在真实服务上验证。'),
};

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** The least that a channel of this kind needs, under a name that says nothing. */
function exampleOf(channel: Channel): string {
  const lines = ['channels:', '  phone:', `    channel: ${channel.id}`];
  return [...lines, ...accountLines(channel).map((line) => `    ${line}`)].join('\n');
}

function yaml(text: string): string {
  return `\`\`\`yaml\n${text}\n\`\`\``;
}

function overview(channels: readonly Channel[], language: Language): string {
  const word = inLanguage(language);
  const rows = channels.map((channel) => {
    const name = word(channel.name);
    const labels = neededFields(channel).map(({ key, meta }) =>
      meta === undefined ? key : word(meta.label),
    );
    return [
      link(prose(name), `#${anchorOf(name)}`),
      code(channel.id),
      prose(listed(labels, language)),
    ];
  });
  return table(texts.head.map(word), rows);
}

function partOf(channel: Channel, language: Language): readonly string[] {
  const word = inLanguage(language);
  const { docs, limits = [], website } = channel;
  const facts = [
    webLink(website),
    countryName(channel.country, language),
    ...(docs === website ? [] : [link(word(texts.documentation), docs)]),
    code(`channel: ${channel.id}`),
  ];
  return [
    `### ${prose(word(channel.name))}`,
    facts.filter((fact) => fact !== '').join(' · '),
    prose(word(channel.setup)),
    yaml(exampleOf(channel)),
    fieldTable(channel, language),
    ...(limits.length === 0 ? [] : [limits.map((one) => `- ${prose(word(one))}`).join('\n')]),
    `> ${word(tried[channel.triedAgainst])}`,
  ];
}

/** Every channel on one page: how to set it up, its fields, and what to mind. */
export function channelsPage(language: Language, channels: readonly Channel[]): string {
  const word = inLanguage(language);
  return page([
    generated,
    word(texts.title),
    otherLanguage(language, 'channels'),
    word(texts.intro),
    yaml(example),
    word(texts.promises),
    word(texts.every),
    word(texts.everyText),
    table(
      texts.eventHead.map(word),
      channelEvents.map((event) => [code(event), word(events[event])]),
    ),
    word(texts.all),
    overview(channels, language),
    ...channels.flatMap((channel) => partOf(channel, language)),
  ]);
}
