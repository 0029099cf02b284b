import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { addIssue } from '../../core/issue.ts';
import type { Preset } from './preset.ts';
import { ownPreset, presetById, presetIds } from './presets.ts';
import { readServer } from './server.ts';

/** What proves to a host who asks; some hosts know no user names. */
export interface Credentials {
  readonly username?: string | undefined;
  readonly password: string;
}

/** A preset or a server, and the credential. */
export interface Dyndns2Account extends Credentials {
  readonly preset?: string | undefined;
  readonly server?: string | undefined;
}

export const accountTexts = {
  both: {
    en: 'Give either a preset or a server of your own, not both.',
    'zh-CN': '预设（preset）和自建服务器（server）只能二选一。',
  },
  none: {
    en: 'Say which host: a preset such as noip, or a server such as dyndns.example.com.',
    'zh-CN': '请指定服务商：填写预设（如 noip）或服务器（如 dyndns.example.com）。',
  },
  username: {
    en: 'This host wants a user name.',
    'zh-CN': '该服务商需要用户名。',
  },
  colon: {
    en: 'A user name cannot hold a colon here (RFC 7617).',
    'zh-CN': '此处的用户名不能包含冒号（RFC 7617）。',
  },
} as const satisfies Record<string, Localized>;

/** True where the host asks for a user name. */
export function wantsUsername(preset: Preset): boolean {
  return preset.credentials === 'basic' || preset.credentials.username !== undefined;
}

const server = z.string().superRefine((text, context) => {
  const read = readServer(text);
  if ('problem' in read) addIssue(context, [], read.problem);
});

export const dyndns2Account: z.ZodType<Dyndns2Account> = z
  .strictObject({
    preset: z
      .enum(presetIds)
      .optional()
      .meta({
        label: { en: 'Preset', 'zh-CN': '预设' },
        help: {
          en: 'The host that you have an account with. Leave it empty for a server of your own.',
          'zh-CN': '您注册账户的服务商。使用自建服务器时请留空。',
        },
        placeholder: 'noip',
      }),
    server: server.optional().meta({
      label: { en: 'Server', 'zh-CN': '服务器' },
      help: {
        en: 'For a host that is not in the list: the name of its update server, or the whole https URL up to the question mark.',
        'zh-CN': '列表中没有的服务商：填写其更新服务器的主机名，或问号之前的完整 https 网址。',
      },
      placeholder: 'dyndns.example.com',
    }),
    username: z
      .string()
      .optional()
      .meta({
        label: { en: 'User name', 'zh-CN': '用户名' },
        help: {
          en: 'As the host calls it; some want the domain or the host name here.',
          'zh-CN': '以服务商的说明为准；有的要求填域名或主机名。',
        },
      }),
    password: z
      .string()
      .min(1)
      .meta({
        label: { en: 'Password or key', 'zh-CN': '密码或密钥' },
        help: {
          en: 'A key made for updates where the host offers one (DDNS key, update token), not the password of the account.',
          'zh-CN': '若服务商提供专用的更新密钥（DDNS Key、更新令牌），请使用它而不是账户密码。',
        },
        secret: true,
      }),
  })
  .superRefine((account, context) => {
    const { preset: id, server: own, username } = account;
    if (id !== undefined && own !== undefined)
      return addIssue(context, ['server'], accountTexts.both);
    if (id === undefined && own === undefined)
      return addIssue(context, ['preset'], accountTexts.none);
    const preset = id === undefined ? undefined : presetById(id);
    const wanted = preset === undefined || wantsUsername(preset);
    if (preset !== undefined && wanted && !username)
      addIssue(context, ['username'], accountTexts.username);
    const basic = preset === undefined || preset.credentials === 'basic';
    if (basic && username?.includes(':')) addIssue(context, ['username'], accountTexts.colon);
  });

/** The host that an account speaks to. Throws for an account that its schema refused. */
export function presetOf(account: Dyndns2Account): Preset {
  if (account.preset !== undefined) {
    const preset = presetById(account.preset);
    if (preset !== undefined) return preset;
  }
  const read = readServer(account.server ?? '');
  if ('problem' in read) throw new Error(read.problem.en);
  return ownPreset(read.endpoint);
}
