import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { addIssue } from '../../core/issue.ts';
import { parseJson } from '../../core/reply.ts';
import { idField } from '../api/account-fields.ts';
import { isRsaPrivateKey } from '../signing/jwt-rs256.ts';

const texts = {
  json: {
    en: 'Paste the whole key file: JSON text that begins with “{”.',
    'zh-CN': '请粘贴整个密钥文件的内容，即以“{”开头的 JSON 文本。',
  },
  kind: {
    en: 'This is not the key of a service account. Its key file says "type": "service_account".',
    'zh-CN': '这不是服务账号的密钥。正确的密钥文件中有 "type": "service_account"。',
  },
  private: {
    en: 'The “private_key” in it is incomplete. Paste the key file as it was downloaded.',
    'zh-CN': '其中的“private_key”不完整，请原样粘贴下载的密钥文件。',
  },
  project: {
    en: 'The key names no project. Write the ID of the project that the zones are in.',
    'zh-CN': '密钥中没有项目信息，请填写区域所在项目的 ID。',
  },
} as const satisfies Record<string, Localized>;

const keyForm = z.object({
  type: z.literal('service_account'),
  project_id: z.string().optional(),
  private_key_id: z.string().optional(),
  private_key: z.string(),
  client_email: z.string(),
});

export type ServiceAccountKey = z.infer<typeof keyForm>;

/** The key file as Google gives it out. Throws where the account's own check would refuse it. */
export function readKey(text: string): ServiceAccountKey {
  return keyForm.parse(parseJson(text));
}

function problemOf(text: string): Localized | undefined {
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null) return texts.json;
  const parsed = keyForm.safeParse(json);
  if (!parsed.success) return texts.kind;
  return isRsaPrivateKey(parsed.data.private_key) ? undefined : texts.private;
}

/** A service account's key file, and the project whose zones it keeps. */
export const googlecloudAccount = z
  .object({
    key: z
      .string()
      .superRefine((text, context) => {
        const problem = problemOf(text);
        if (problem !== undefined) addIssue(context, [], problem);
      })
      .meta({
        label: { en: 'Service account key (JSON)', 'zh-CN': '服务账号密钥（JSON）' },
        help: {
          en: 'All of the text in the downloaded file, from “{” to “}”.',
          'zh-CN': '所下载文件的全部内容，从“{”到“}”。',
        },
        placeholder: '{ "type": "service_account", … }',
        secret: true,
        multiline: true,
      }),
    project: idField({
      label: { en: 'Project ID', 'zh-CN': '项目 ID' },
      help: {
        en: 'Left empty, it is the project of the key.',
        'zh-CN': '留空则使用密钥所属的项目。',
      },
      placeholder: 'my-project-123456',
    }).optional(),
  })
  .superRefine(({ key, project }, context) => {
    if (project !== undefined || problemOf(key) !== undefined) return;
    if (!readKey(key).project_id) addIssue(context, ['project'], texts.project);
  });

export type GooglecloudAccount = z.infer<typeof googlecloudAccount>;
