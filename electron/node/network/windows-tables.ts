import { parseAddress } from '../../core/address.ts';
import type { DefaultGateway } from '../../core/network.ts';
import type { AddressState } from '../../core/ports.ts';
import { hardwareAddress } from './hardware-address.ts';
import { type AddressStates, addressKey } from './system.ts';

/**
 * What Windows' own tools print. Titles and words are in Windows' language and the code page of the
 * console, so only numbers and addresses are read. All pure.
 */

/** Prefix 4 is a router's announcement, suffix 5 random: `NL_PREFIX_ORIGIN` and `NL_SUFFIX_ORIGIN`, nldef.h. */
const origins = { announced: 4, random: 5 };
/** `NL_DAD_STATE`, nldef.h; what is less is tentative, a duplicate or invalid. */
const dad = { deprecated: 3, preferred: 4 };
/** Characters of a name. */
const longest = 256;

export interface WindowsAdapter {
  readonly name: string;
  readonly description: string;
}

export interface WindowsAdapters {
  readonly adapters: readonly WindowsAdapter[];
  readonly states: AddressStates;
}

function parsedList(json: string): readonly unknown[] | undefined {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function textOf(value: unknown, name: string): string {
  const text = field(value, name);
  return typeof text === 'string' ? text.slice(0, longest) : '';
}

function stateOf(value: unknown): AddressState {
  const state = field(value, 'state');
  return {
    temporary:
      field(value, 'prefix') === origins.announced && field(value, 'suffix') === origins.random,
    deprecated: state === dad.deprecated,
    tentative: state !== dad.deprecated && state !== dad.preferred,
  };
}

/** The JSON of {@link adaptersScript}; undefined where it is none. */
export function windowsAdapters(json: string): WindowsAdapters | undefined {
  const list = parsedList(json);
  if (list === undefined) return undefined;
  const states = new Map<string, AddressState>();
  const adapters = list.map((one) => {
    const name = textOf(one, 'name');
    const addresses = field(one, 'addresses');
    for (const entry of Array.isArray(addresses) ? addresses : []) {
      const key = addressKey(name, textOf(entry, 'address'));
      if (key !== undefined) states.set(key, stateOf(entry));
    }
    return { name, description: textOf(one, 'description') };
  });
  return { adapters, states };
}

/** The JSON of {@link profilesScript}: the names, without empty ones. */
export function windowsProfiles(json: string): readonly string[] | undefined {
  return parsedList(json)
    ?.filter((name) => typeof name === 'string' && name !== '' && name.length <= longest)
    .map(String);
}

interface Route {
  readonly gateway: DefaultGateway;
  readonly metric: number;
}

function preferredFirst(routes: readonly Route[]): readonly DefaultGateway[] {
  return routes.toSorted((a, b) => a.metric - b.metric).map(({ gateway }) => gateway);
}

function rows(text: string): readonly (readonly string[])[] {
  return text.split(/\r?\n/).map((line) => line.trim().split(/\s+/));
}

/**
 * The default gateways of `route print -4`: rows of destination, mask, gateway, this computer's
 * address, metric. The list of persistent routes has no such address. `named` tells the interface that
 * has it.
 */
export function windowsIpv4Gateways(
  text: string,
  named: (address: string) => string | undefined,
): readonly DefaultGateway[] {
  const routes = rows(text).flatMap(([destination, mask, hop = '', own = '', metric]) => {
    if (destination !== '0.0.0.0' || mask !== '0.0.0.0') return [];
    const name = named(own);
    // Without a gateway there is a word for “on the link”.
    if (parseAddress(hop)?.family !== 'ipv4' || name === undefined) return [];
    const gateway = { family: 'ipv4', address: hop, interface: name } as const;
    return [{ gateway, metric: Number(metric) }];
  });
  return preferredFirst(routes);
}

/**
 * The default gateways of `route print -6`: rows of interface index, metric, destination, gateway.
 * `named` tells the interface of an index; the list of persistent routes repeats some, or has index 0.
 */
export function windowsIpv6Gateways(
  text: string,
  named: (index: number) => string | undefined,
): readonly DefaultGateway[] {
  const found = new Map<string, Route>();
  for (const [index = '', metric, destination, hop = '', ...rest] of rows(text)) {
    if (destination !== '::/0' || rest.length > 0 || !/^\d{1,10}$/.test(index)) continue;
    const address = parseAddress(hop);
    const name = named(Number(index));
    if (address?.family !== 'ipv6' || name === undefined) continue;
    const gateway = { family: 'ipv6', address: address.text, interface: name } as const;
    const key = `${name} ${address.text}`;
    if (!found.has(key)) found.set(key, { gateway, metric: Number(metric) });
  }
  return preferredFirst([...found.values()]);
}

/** A row of the list of interfaces, at the top of what `route print` prints. */
export interface WindowsLink {
  readonly index: number;
  /** Undefined for what has none of six bytes: the loopback, tunnels, dial-up lines. */
  readonly mac: string | undefined;
  readonly description: string;
}

/** ` 12...00 15 5d 01 02 03 ......Microsoft Hyper-V Network Adapter`, ` 15...........WireGuard Tunnel`. */
export function windowsLinks(text: string): readonly WindowsLink[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, index, bytes = '', description = ''] =
      /^\s{0,9}(\d{1,9})\.{3}((?:[\da-f]{2} ){0,8})\.{1,40}(.{1,256})$/i.exec(line) ?? [];
    const mac = hardwareAddress(bytes.trim().replaceAll(' ', '-'));
    return index === undefined ? [] : [{ index: Number(index), mac, description }];
  });
}

/** Of `arp -a ADDRESS` and `netsh interface ipv6 show neighbors`: rows of address, hardware address, words. */
export function windowsNeighbour(text: string, { address }: DefaultGateway): string | undefined {
  for (const [shown = '', hardware = ''] of rows(text)) {
    const found = parseAddress(shown)?.text === address ? hardwareAddress(hardware) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As JSON in ASCII, so that no code page can spoil it. Only single quotes: it is one argument. */
function asJson(list: string): string {
  return [
    "$ErrorActionPreference = 'Stop'",
    `$json = ConvertTo-Json -Compress -Depth 5 -InputObject @(${list})`,
    "$ascii = [regex]::Replace($json, '[^ -~]', { param($m) '\\u{0:x4}' -f [int][char]$m.Value })",
    '[Console]::Out.Write($ascii)',
  ].join('; ');
}

/**
 * For PowerShell: each adapter with its driver's description, and its addresses with the numbers of
 * nldef.h. By .NET itself: the cmdlets' modules take seconds to load and need a service.
 */
export const adaptersScript = asJson(
  '[Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces() | ForEach-Object { @{ ' +
    'name = $_.Name; description = $_.Description; ' +
    'addresses = @($_.GetIPProperties().UnicastAddresses | ForEach-Object { @{ ' +
    'address = $_.Address.ToString(); prefix = [int]$_.PrefixOrigin; ' +
    'suffix = [int]$_.SuffixOrigin; state = [int]$_.DuplicateAddressDetectionState } }) } }',
);

/** For PowerShell: the names that Windows gave to the networks it is on. */
export const profilesScript = asJson(
  'Get-NetConnectionProfile | ForEach-Object { [string]$_.Name }',
);
