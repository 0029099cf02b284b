import { plain, sentence, trace } from './form.ts';
import type { EchoService } from './https-echo.ts';

/**
 * The services that answer over https.
 *
 * Left out because they answer over http only, where anybody on the way could put an address in:
 * checkip.dyndns.org, ip1.dynupdate.no-ip.com, whatismyip.akamai.com.
 */
export const echoServices: readonly EchoService[] = [
  // https://www.ipify.org: plain text, "you can use it without limit".
  {
    id: 'ipify',
    operator: 'ipify',
    urls: { ipv4: 'https://api.ipify.org/', ipv6: 'https://api6.ipify.org/' },
    form: plain,
  },
  // https://api.ident.me: plain text.
  {
    id: 'identme',
    operator: 'ident.me',
    urls: { ipv4: 'https://v4.ident.me/', ipv6: 'https://v6.ident.me/' },
    form: plain,
  },
  // The address that Amazon's VPC guides have people ask for: plain text and a line end.
  {
    id: 'amazon',
    operator: 'amazon',
    urls: { ipv4: 'https://checkip.amazonaws.com/' },
    form: plain,
  },
  // https://major.io/p/icanhazip-faq: plain text and a line end; Cloudflare's since 2021.
  {
    id: 'icanhazip',
    operator: 'cloudflare',
    urls: { ipv4: 'https://ipv4.icanhazip.com/', ipv6: 'https://ipv6.icanhazip.com/' },
    form: plain,
  },
  // https://ip.sb/api: plain text; refuses a request without a User-Agent.
  {
    id: 'ipsb',
    operator: 'ip.sb',
    urls: { ipv4: 'https://api-ipv4.ip.sb/ip', ipv6: 'https://api-ipv6.ip.sb/ip' },
    form: plain,
  },
  // https://seeip.org: plain text.
  {
    id: 'seeip',
    operator: 'seeip',
    urls: { ipv4: 'https://ipv4.seeip.org/', ipv6: 'https://ipv6.seeip.org/' },
    form: plain,
  },
  // https://wtfismyip.com/automation: plain text, one request a minute at most.
  {
    id: 'wtfismyip',
    operator: 'wtfismyip',
    urls: { ipv4: 'https://ipv4.wtfismyip.com/text', ipv6: 'https://ipv6.wtfismyip.com/text' },
    form: plain,
  },
  // https://desec.readthedocs.io, "Determine your public IP address": plain text, three requests a minute at most.
  {
    id: 'desec',
    operator: 'desec',
    urls: { ipv4: 'https://checkipv4.dedyn.io/', ipv6: 'https://checkipv6.dedyn.io/' },
    form: plain,
  },
  // https://developers.cloudflare.com: key=value lines; tells a WARP tunnel, too.
  {
    id: 'cloudflare',
    operator: 'cloudflare',
    urls: {
      ipv4: 'https://www.cloudflare.com/cdn-cgi/trace',
      ipv6: 'https://www.cloudflare.com/cdn-cgi/trace',
    },
    form: trace,
  },
  // The service of 3322.org (公云), a Chinese DNS provider: plain text and a line end.
  {
    id: 'ip3322',
    operator: '3322',
    urls: { ipv4: 'https://ip.3322.net/' },
    form: plain,
  },
  // The NoName e.V. of Heidelberg: plain text.
  {
    id: 'nnev',
    operator: 'nnev',
    urls: { ipv4: 'https://ip4.nnev.de/', ipv6: 'https://ip6.nnev.de/' },
    form: plain,
  },
  // https://ifconfig.me: plain text at /ip.
  {
    id: 'ifconfigme',
    operator: 'ifconfig.me',
    urls: { ipv4: 'https://ifconfig.me/ip' },
    form: plain,
  },
  // https://ipw.cn: plain text. Reported to have lost its domain in April 2026, so only for those who ask for it.
  {
    id: 'ipw',
    operator: 'ipw',
    urls: { ipv4: 'https://4.ipw.cn/', ipv6: 'https://6.ipw.cn/' },
    form: plain,
  },
  // Oray (花生壳): one English sentence, the form of the early dynamic DNS services.
  {
    id: 'oray',
    operator: 'oray',
    urls: { ipv4: 'https://ddns.oray.com/checkip' },
    form: sentence(/^Current IP Address: ([\d.]{7,15})\r?\n?$/),
  },
  // IPIP.NET: one Chinese sentence with the place; they promise nothing about its service.
  {
    id: 'ipip',
    operator: 'ipip',
    urls: { ipv4: 'https://myip.ipip.net/' },
    form: sentence(/^当前 IP：([\d.]{7,15}) {2}来自于：[^\r\n<>]{0,200}\r?\n?$/),
  },
  // https://ipinfo.io/developers: plain text, about a thousand requests a day without a token.
  {
    id: 'ipinfo',
    operator: 'ipinfo',
    urls: { ipv4: 'https://ipinfo.io/ip' },
    form: plain,
  },
];
