import type { Localized } from '../../contract/language.ts';
import type { UrlProblem } from './url.ts';

/** What may be wrong with the URL. */
export const urlTexts: Readonly<Record<UrlProblem | 'authority', Localized>> = {
  form: {
    en: 'This is not a URL. Write one such as https://example.com/hook.',
    'zh-CN': '这不是有效的网址。示例：https://example.com/hook?to=me。',
  },
  scheme: {
    en: 'Only URLs that begin with https:// or http:// are called.',
    'zh-CN': '仅支持以 https:// 或 http:// 开头的网址。',
  },
  plain: {
    en: 'Plain http would show everything to everybody on the way. Use https; http is for loopback and private addresses only.',
    'zh-CN': '明文 http 会让沿途所有人看到内容。请使用 https；http 仅可用于本机和私有地址。',
  },
  credentials: {
    en: 'Leave user name and password out of the URL and send them in a header, such as Authorization.',
    'zh-CN': '请勿在网址中写入用户名和密码，请改用请求头（如 Authorization）发送。',
  },
  fragment: {
    en: 'The part from the # on is never sent. Leave it out.',
    'zh-CN': '# 及其后的部分不会被发送，请删除。',
  },
  authority: {
    en: 'A placeholder may stand in the path and in the query, not in the host.',
    'zh-CN': '占位符只能出现在路径和查询参数中，不能出现在主机部分。',
  },
};

/** The other things that may be wrong. */
export const texts = {
  getBody: {
    en: 'A GET request carries no body. Choose the method POST, PUT or PATCH.',
    'zh-CN': 'GET 请求不携带正文。请将请求方法改为 POST、PUT 或 PATCH。',
  },
  json: {
    en: 'The Content-Type says JSON, but this body is not JSON.',
    'zh-CN': 'Content-Type 声明为 JSON，但该正文不是有效的 JSON。',
  },
  headerName: {
    en: 'This is not a header that can be set. A name is letters, digits and hyphens; Host, Content-Length and the like are set by the program.',
    'zh-CN':
      '该请求头无法设置。名称只能包含字母、数字和连字符；Host、Content-Length 等由程序自动设置。',
  },
  headerValue: {
    en: 'A header is one line of Latin letters. Take the line breaks and other characters out.',
    'zh-CN': '请求头的值必须是单行拉丁字符，请删除换行和其他字符。',
  },
  regex: {
    en: 'This is not a regular expression that JavaScript understands.',
    'zh-CN': '这不是有效的 JavaScript 正则表达式。',
  },
} as const satisfies Record<string, Localized>;
