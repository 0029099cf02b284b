import * as z from 'zod';
import { addIssue } from '../../core/issue.ts';
import { bodyProblem, patternField, templateFields } from '../../core/template/fields.ts';
import { parseMessageTemplate, unknownPlaceholder } from './placeholders.ts';

const { url, template, headers } = templateFields({
  parse: parseMessageTemplate,
  unknown: unknownPlaceholder,
  plain: 'any',
});

/** A URL to call, and what to send. */
export const webhookAccount = z
  .object({
    url: url.meta({
      label: { en: 'URL', 'zh-CN': '网址' },
      help: {
        en: 'Called once for each message. {title} and {body} are its words, {event} is its kind, {ipv4} and {ipv6} are the addresses; those of DDNS Go, such as #{ipv4Addr}, work too.',
        'zh-CN':
          '每条消息调用一次。{title} 和 {body} 为消息的标题和正文，{event} 为事件类型，{ipv4} 和 {ipv6} 为地址；也可以使用 DDNS Go 的占位符，例如 #{ipv4Addr}。',
      },
      secret: true,
      placeholder: 'https://example.com/hook?text={title}',
    }),
    method: z
      .enum(['GET', 'POST', 'PUT'])
      .optional()
      .meta({
        label: { en: 'Method', 'zh-CN': '请求方法' },
        help: {
          en: 'Left empty, it is POST where there is a body, and GET where there is none.',
          'zh-CN': '留空时，有正文则为 POST，没有正文则为 GET。',
        },
        placeholder: 'POST',
      }),
    headers: headers.optional().meta({
      label: { en: 'Headers', 'zh-CN': '请求头' },
      help: {
        en: 'Names and values; a value may hold placeholders.',
        'zh-CN': '名称和值；值中可以使用占位符。',
      },
    }),
    body: template.optional().meta({
      label: { en: 'Body', 'zh-CN': '请求正文' },
      help: {
        en: 'With placeholders, whose values are escaped to fit JSON or a form. Left empty, POST and PUT send the whole message as JSON.',
        'zh-CN':
          '可使用占位符，其值会按 JSON 或表单自动转义。留空时，POST 和 PUT 以 JSON 发送整条消息。',
      },
      secret: true,
      multiline: true,
      placeholder: '{"text": "{title}: {body}"}',
    }),
    success: patternField.optional().meta({
      label: { en: 'Answer of success', 'zh-CN': '成功时的响应' },
      help: {
        en: 'A regular expression that the answer must match. Left empty, any status from 200 to 299 will do.',
        'zh-CN': '响应内容必须匹配的正则表达式。留空时，状态码 200 至 299 即为成功。',
      },
      placeholder: '"ok": *true',
    }),
  })
  .superRefine((account, context) => {
    const problem = bodyProblem(account, parseMessageTemplate);
    if (problem !== undefined) addIssue(context, ['body'], problem);
  });

export type WebhookAccount = z.infer<typeof webhookAccount>;
