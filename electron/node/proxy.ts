import { BlockList, isIP } from 'node:net';
import type { ProxySetting } from '../core/settings.ts';

/** The way of one request: `false` straight, `undefined` as axios reads the environment. */
export type Way =
  | false
  | undefined
  | { readonly protocol: string; readonly host: string; readonly port: number };

const usualPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

function portOf({ port, protocol }: URL): number {
  return port === '' ? (usualPorts[protocol] ?? 0) : Number(port);
}

/** Without the brackets of IPv6 and the dot at the end of a full name. */
function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isThisComputer(host: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|::1)$/.test(host);
}

function isInside(host: string, network: string, bits: number): boolean {
  const version = isIP(network);
  if (version === 0 || isIP(host) !== version || bits > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(host, family);
}

/** One entry of NO_PROXY: a host, `.suffix`, `*.suffix`, an address or a network; a port may follow. */
function excepts(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  const [, network = '', bits] = /^\[?([^\]/]+)\]?\/(\d{1,3})$/.exec(entry) ?? [];
  if (bits !== undefined) return isInside(host, network, Number(bits));
  const [, bracketed, plain, only] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  const name = (bracketed ?? plain ?? entry).replace(/\.$/, '').replace(/^\*/, '');
  if (isIP(name) !== 0) return isInside(host, name, isIP(name) === 4 ? 32 : 128);
  return name.startsWith('.') ? host.endsWith(name) : host === name;
}

function isExcepted(target: URL): boolean {
  const list = process.env.no_proxy || process.env.NO_PROXY || '';
  const [host, port] = [bareHost(target), portOf(target)];
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && excepts(entry, host, port));
}

/**
 * The way to a target with the proxy that the settings name. This computer itself, and what NO_PROXY
 * names, is reached straight; where the settings say nothing, the environment decides alone. So it
 * does for what is not encrypted: a proxy could read the secrets in it, and settings that name one may
 * come from a stranger, or from a window out of control.
 */
export function wayTo(target: URL, setting: ProxySetting | undefined): Way {
  if (setting === undefined) return undefined;
  if (setting === 'off' || isThisComputer(bareHost(target)) || isExcepted(target)) return false;
  if (target.protocol === 'http:') return undefined;
  const proxy = new URL(setting);
  return { protocol: proxy.protocol, host: bareHost(proxy), port: portOf(proxy) };
}
