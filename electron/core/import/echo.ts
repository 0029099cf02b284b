import type { Draft, Ways } from './draft.ts';
import type { At } from './foreign.ts';

/** Hosts of public services that tell the address: the built-in sources do that as well. */
const publicEchoes: readonly string[] = [
  'ipify.org',
  'ident.me',
  'tnedi.me',
  'icanhazip.com',
  'ifconfig.me',
  'ifconfig.co',
  'ifconfig.io',
  'ipinfo.io',
  'ip.sb',
  'seeip.org',
  'wtfismyip.com',
  'checkip.amazonaws.com',
  'cloudflare.com',
  'cloudflare-dns.com',
  'dedyn.io',
  'nnev.de',
  'ip.3322.net',
  'ipw.cn',
  'yinghualuo.cn',
  'myip.ipip.net',
  'ddns.oray.com',
  'speed.neu6.edu.cn',
  'ipv6-test.com',
  'test-ipv6.com',
  'my-ip.io',
  'myexternalip.com',
  'checkip.dyndns.org',
  'checkip.dyndns.com',
  'domains.google.com',
  'nsupdate.info',
  'dns.he.net',
  'checkip.dynu.com',
  'spdyn.de',
  'ip1.dynupdate.no-ip.com',
  'dns.loopia.se',
  'dynamic.zoneedit.com',
  'api64.ipify.org',
  'diagnostic.opendns.com',
  '1.1.1.1',
];

function isPublic(host: string): boolean {
  return publicEchoes.some((each) => host === each || host.endsWith(`.${each}`));
}

/**
 * The sources for web pages that tell the address. Where all of them are public services, those are
 * the built-in ones. A page with a query is left out: what may be a token would stand in the open.
 */
export function urlWays(urls: readonly string[], at: At, draft: Draft): Ways {
  return urls.flatMap((written) => {
    const text = written.trim();
    if (text === '') return [];
    const url = text.includes('://') ? text : `http://${text}`;
    let host: string;
    try {
      const parsed = new URL(url);
      if (parsed.username !== '' || parsed.password !== '') draft.secret(text);
      host = parsed.hostname;
    } catch {
      draft.lose(at, { kind: 'badUrl' });
      return [];
    }
    if (isPublic(host)) return [];
    if (url.includes('?') || url.includes('@')) {
      draft.secret(text);
      draft.lose(at, { kind: 'urlQuery', host });
      return [];
    }
    return [{ url }];
  });
}

/** The source for a command line. */
export function commandWays(command: string, at: At, draft: Draft): Ways {
  if (command.trim() === '') return [];
  if (/pass|token|secret|api-?key|authorization|\s-u\s|\/\/[^/\s@]+@/i.test(command)) {
    draft.secret(command);
    draft.lose(at, { kind: 'commandSecret' });
    return [];
  }
  draft.lose(at, { kind: 'commandPlain' });
  return [{ command }];
}
