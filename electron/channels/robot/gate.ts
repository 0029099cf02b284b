import type { Localized } from '../../contract/language.ts';
import type { ChannelMessage } from '../../core/channel.ts';

/** What every message holds, for robots that take only messages with a keyword. */
export const programName = 'DDNS Tray';

/** A title that names the program; it stands first, so that no cut takes it. */
export function namedTitle({ title, language }: ChannelMessage): string {
  if (title.includes(programName)) return title;
  return `${programName}${language === 'zh-CN' ? '：' : ': '}${title}`;
}

/** The message lacks the keywords that the robot was made with. */
export function keywordText(code: number): Localized {
  return {
    en: `the robot takes only messages with one of its keywords; add “DDNS” to them, which every message holds (${code})`,
    'zh-CN': `该机器人只接收包含自定义关键词的消息，请添加关键词“DDNS”，每条消息都包含它（${code}）`,
  };
}

/** The robot takes messages only from listed addresses. */
export function addressText(code: number): Localized {
  return {
    en: `the robot does not take messages from this address; since it changes, use a keyword or a signature instead (${code})`,
    'zh-CN': `当前 IP 地址不在该机器人的白名单中；由于 IP 地址会变化，请改用自定义关键词或签名（${code}）`,
  };
}

/** Of every robot that can be restricted to addresses. */
export const gateLimit: Localized = {
  en: 'Of the security settings choose the keyword “DDNS” or the signature, not the list of IP addresses: yours changes.',
  'zh-CN':
    '安全设置请选择自定义关键词“DDNS”或签名，不要选择 IP 地址白名单，因为您的 IP 地址会变化。',
};
