import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { type Detail, type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import type { HttpApi } from '../api/http-api.ts';
import { listForm } from '../api/list-form.ts';

const fieldForm = z.object({
  name: z.string().default(''),
  messages: listForm(z.string()).default([]),
});
const detailsForm = z.object({ fields: listForm(fieldForm) });
const errorForm = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().default(''),
    details: z.unknown().optional(),
  }),
});

/** An action that failed at once; most are still running when the answer comes. */
const failedAction = z.object({
  action: z.object({
    status: z.literal('error'),
    error: z.object({ message: z.string().default('') }).nullish(),
  }),
});

const texts = {
  legacyToken: {
    en: 'this is a token of the old DNS Console, which has ended; move the zone to Hetzner Console and make an API token there',
    'zh-CN':
      '这是旧版 DNS Console 的令牌，该服务已停用；请把区域迁移到 Hetzner Console 并在那里创建 API 令牌',
  },
  readOnly: {
    en: 'the token may only read; make one with the permission “Read & Write”',
    'zh-CN': '该令牌只有读取权限，请创建权限为“Read & Write”的令牌',
  },
  ended: {
    en: 'Hetzner has ended this part of its API; look for a newer version of DDNS Tray',
    'zh-CN': 'Hetzner 已停用这部分 API，请查看 DDNS Tray 是否有新版本',
  },
  secondary: {
    en: 'the zone is a secondary one, whose records come from another name server',
    'zh-CN': '该区域为辅助区域，其记录来自其他域名服务器',
  },
  protected: {
    en: 'the record set is protected from changes in Hetzner Console',
    'zh-CN': '该记录集已在 Hetzner Console 中启用更改保护',
  },
} as const satisfies Record<string, Localized>;

/** Tokens of the DNS Console had 32 characters; those of the Cloud API have 64. */
const legacyLength = 32;

const known: Readonly<Record<string, readonly [FailureKind, Localized?]>> = {
  token_readonly: ['auth', texts.readOnly],
  deprecated_api_endpoint: ['unknown', texts.ended],
  incorrect_zone_mode: ['invalid', texts.secondary],
  protected: ['conflict', texts.protected],
  uniqueness_error: ['conflict'],
  resource_locked: ['conflict'],
  resource_limit_exceeded: ['plan'],
  unsupported_error: ['invalid'],
  json_error: ['invalid'],
  // Two changes at a time: it passes.
  conflict: ['server'],
  locked: ['server'],
  maintenance: ['server'],
  robot_unavailable: ['server'],
  resource_unavailable: ['server'],
};

/** The zone is still at work on another change. */
export function isBusy(reply: Reply | undefined): boolean {
  const code = errorForm.safeParse(reply?.json).data?.error.code;
  return code === 'conflict' || code === 'locked';
}

/**
 * What an answer of the Cloud API says of a failure; undefined where it is none.
 * https://docs.hetzner.cloud/reference/cloud#description/errors
 */
export function hetznerFailure(reply: Reply, api: HttpApi, token: string): Failure | undefined {
  const action = failedAction.safeParse(reply.json);
  if (reply.status < 300 && action.success) {
    return failure('server', api.clean(action.data.action.error?.message ?? 'error'));
  }
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { code, message, details } = parsed.data.error;
  const says = api.clean([message, ...fieldsOf(details)].filter(Boolean).join('; '));
  if (code === 'unauthorized' && token.length === legacyLength) {
    return failure('auth', texts.legacyToken, { scope: 'account' });
  }
  if (code === 'not_found') return failure(reply.write ? 'recordNotFound' : 'zoneNotFound', says);
  if (code === 'invalid_input' && /cname/i.test(says)) return failure('conflict', says);
  const [kind, ours] = known[code] ?? [];
  if (kind === undefined) return api.failureOf(reply, says);
  const detail: Detail = ours ?? says;
  return failure(kind, detail, kind === 'auth' ? { scope: 'account' } : {});
}

function fieldsOf(details: unknown): readonly string[] {
  const { fields = [] } = detailsForm.safeParse(details).data ?? {};
  return fields.map(({ name, messages }) => `${name}: ${messages.join(', ')}`);
}
