import { createHmac } from 'node:crypto';

function hmacBase64(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64');
}

/**
 * The `sign` of a DingTalk robot, not yet encoded for the query.
 * https://open.dingtalk.com/document/robots/customize-robot-security-settings
 *
 * @param timestamp milliseconds since 1970, as `timestamp` in the query has them
 */
export function dingtalkSign(secret: string, timestamp: number): string {
  return hmacBase64(secret, `${timestamp}\n${secret}`);
}

/**
 * The `sign` of a Feishu or Lark robot: what others sign is the key here, and the text is empty.
 * https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 *
 * @param timestamp whole seconds since 1970, as `timestamp` in the body has them
 */
export function feishuSign(secret: string, timestamp: number): string {
  return hmacBase64(`${timestamp}\n${secret}`, '');
}
