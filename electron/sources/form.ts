import { SourceFailure } from '../core/source.ts';

/**
 * The documented shape of a whole body: takes out the text where the address stands, or answers
 * `undefined` where the body has any other shape. Whether that text is an address is judged later.
 */
export type Form = (body: string) => string | undefined;

/** Nothing but the address, and at most one line end after it. */
export const plain: Form = (body) => /^(\S{2,45})\r?\n?$/.exec(body)?.[1];

/** Nothing but the address, with any white space around it: people's own scripts are not that exact. */
export const loose: Form = (body) => body.trim();

/** One fixed sentence; the pattern is anchored at both ends, and its first group is the address. */
export function sentence(pattern: RegExp): Form {
  return (body) => pattern.exec(body)?.[1];
}

const traceLine = /^([a-z_]+)=(.*)$/;
const tunnelled = new Set(['on', 'plus']);

/**
 * Cloudflare's `/cdn-cgi/trace`: lines of `key=value`, one of them `ip`. Throws `notGlobal` where it
 * says that the connection came through WARP or a Zero Trust gateway: the address is Cloudflare's then.
 */
export const trace: Form = (body) => {
  const lines = body
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => traceLine.exec(line));
  const values = lines.flatMap((line) => (line === null ? [] : [[line[1], line[2]] as const]));
  if (values.length !== lines.length) return undefined;
  const valuesOf = (key: string) =>
    values.filter(([name]) => name === key).map(([, value]) => value);
  const tunnel = ['warp', 'gateway'].find((key) =>
    valuesOf(key).some((value) => tunnelled.has(value ?? '')),
  );
  if (tunnel !== undefined) {
    throw new SourceFailure('notGlobal', {
      en: 'this computer reaches the Internet through Cloudflare WARP, so its own address is hidden; leave the domain of the address services out of the tunnel',
      'zh-CN':
        '本机经由 Cloudflare WARP 访问互联网，自身地址被隐藏；请将地址查询服务的域名排除在隧道之外',
    });
  }
  const found = valuesOf('ip');
  return found.length === 1 ? found[0] : undefined;
};
