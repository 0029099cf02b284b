import type { Localized } from '../../contract/language.ts';
import { type UrlProblem, urlProblem } from '../../core/template/url.ts';

const usualPath = '/nic/update';

const problems: Readonly<Record<UrlProblem | 'query', Localized>> = {
  form: {
    en: 'This is not a server. Write a host such as dyndns.example.com, or https://dyndns.example.com/nic/update.',
    'zh-CN':
      '这不是有效的服务器。请填写主机名，如 dyndns.example.com，或 https://dyndns.example.com/nic/update。',
  },
  scheme: {
    en: 'Only https:// is spoken here. Write the server with https://, or its host alone.',
    'zh-CN': '仅支持 https://。请使用 https:// 开头的地址，或只填主机名。',
  },
  plain: {
    en: 'Plain http would show the password to everybody on the way. Use https; http is for loopback and private addresses only.',
    'zh-CN': '明文 http 会让沿途所有人看到密码。请使用 https；http 仅可用于本机和私有地址。',
  },
  credentials: {
    en: 'Leave the user name and the password out of the server; they have fields of their own.',
    'zh-CN': '请勿在服务器地址中包含用户名和密码，它们有各自的字段。',
  },
  fragment: {
    en: 'A server has no # part. Leave it out.',
    'zh-CN': '服务器地址不含 # 部分，请删除。',
  },
  query: {
    en: 'Leave out the part from the ? on: the name and the address are added here. For another URL use the provider webhook.',
    'zh-CN': '请删除 ? 及其后的部分：主机名和地址会自动加上。如需其他 URL，请使用 webhook 服务商。',
  },
};

/**
 * Reads a server as people write it: a host, a host and a path, or a whole URL. Without a path it is
 * `/nic/update`; a single slash at the end means the root.
 */
export function readServer(
  text: string,
): { readonly endpoint: string } | { readonly problem: Localized } {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const problem = urlProblem(whole);
  if (problem !== undefined) return { problem: problems[problem] };
  const url = new URL(whole);
  if (whole.includes('?')) return { problem: problems.query };
  const bare = url.pathname === '/' && !whole.endsWith('/');
  return { endpoint: bare ? `${url.origin}${usualPath}` : url.href };
}
