import * as z from 'zod';
import { addIssue } from '../../core/issue.ts';
import { bodyProblem, patternField, templateFields } from '../../core/template/fields.ts';
import { parseRecordTemplate } from './placeholders.ts';
import { unknownPlaceholder } from './texts.ts';

const { url, template, headers } = templateFields({
  parse: parseRecordTemplate,
  unknown: unknownPlaceholder,
  plain: 'near',
});

const success = z.strictObject({
  status: z
    .array(z.number().int().min(200).max(599))
    .min(1)
    .optional()
    .meta({
      label: { en: 'Status codes', 'zh-CN': '状态码' },
      help: {
        en: 'The HTTP statuses that mean success. Left empty, any from 200 to 299 does.',
        'zh-CN': '表示成功的 HTTP 状态码。留空则为 200 至 299。',
      },
    }),
  body: patternField.optional().meta({
    label: { en: 'Answer', 'zh-CN': '响应内容' },
    help: {
      en: 'A regular expression that the answer must match.',
      'zh-CN': '响应内容必须匹配的正则表达式。',
    },
    placeholder: '^(?:good|nochg)',
  }),
});

/** A URL to call, and what to send. */
export const webhookAccount = z
  .strictObject({
    url: url.meta({
      label: { en: 'URL', 'zh-CN': '网址' },
      help: {
        en: 'Called once for each record. {domain} is the whole name, {host} its part before {zone}, {ip} the new address, {type} A or AAAA; {ipv4} and {ipv6} are for one call that carries both.',
        'zh-CN':
          '每条记录调用一次。{domain} 为完整域名，{host} 为 {zone} 之前的部分，{ip} 为新地址，{type} 为 A 或 AAAA；{ipv4} 和 {ipv6} 用于一次发送两种地址的接口。',
      },
      secret: true,
      placeholder: 'https://example.com/update?name={domain}&ip={ip}',
    }),
    method: z
      .enum(['GET', 'POST', 'PUT', 'PATCH'])
      .default('GET')
      .meta({ label: { en: 'Method', 'zh-CN': '请求方法' }, placeholder: 'GET' }),
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
        en: 'With placeholders. JSON and forms are recognised by the Content-Type header or by their looks, and values are escaped to fit.',
        'zh-CN': '可使用占位符。程序会根据 Content-Type 请求头或内容识别 JSON 和表单，并自动转义。',
      },
      secret: true,
      multiline: true,
    }),
    success: success.optional().meta({ label: { en: 'Success', 'zh-CN': '成功条件' } }),
  })
  .superRefine((account, context) => {
    const problem = bodyProblem(account, parseRecordTemplate);
    if (problem !== undefined) addIssue(context, ['body'], problem);
  });

export type WebhookAccount = z.infer<typeof webhookAccount>;
