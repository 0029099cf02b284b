import { type Address, type Family, parseAddress } from '../../electron/core/address.ts';
import type { HeldHost } from './conformance/host-world.ts';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  type Violate,
} from './emulator.ts';

export interface Dyndns2Options {
  readonly username?: string;
  readonly password?: string;
  /** Default `/nic/update`. */
  readonly path?: string;
  /**
   * What becomes of a family that a request leaves out: kept as it is, or deleted, as Dyn does. With
   * `guessed` it is set to {@link guessed}, as by hosts that look at the connection.
   */
  readonly omitted?: 'kept' | 'deleted' | 'guessed';
  /** Further parameters that the host knows. */
  readonly parameters?: readonly string[];
  /** Parameters that every request must carry, with this value. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** The host takes a form with the password in this field, and knows no user names. */
  readonly form?: string;
  /** Where an IPv6 address may stand beside `myip`. */
  readonly ipv6Parameter?: string;
  /** The word in place of an address that leaves the family as it is, which is else lost. */
  readonly keepWord?: string;
  /** Most addresses in `myip`. Default 2. */
  readonly mostAddresses?: number;
  /** Most names in one request. Default 20. */
  readonly mostNames?: number;
  /** Sends the User-Agent's absence back as `badagent`, as No-IP does. Only over real HTTP. */
  readonly needsAgent?: boolean;
}

export interface Dyndns2Emulator extends Emulator {
  /** The names that exist, in lower case, with their addresses. */
  readonly hosts: Map<string, HeldHost>;
  /** From now on this name gets this word, and nothing is changed. */
  readonly verdicts: Map<string, string>;
  addHost(name: string, held?: HeldHost): void;
}

/** What a guessing host takes for an address: a VPN's exit, say. */
export const guessed: Readonly<Record<Family, string>> = {
  ipv4: '89.160.20.254',
  ipv6: '2a02:8071:dead::1',
};

/** A host that speaks plain dyndns2 as Dyn documents it: Basic credentials, lists of names, a line for each. */
export function dyndns2Emulator(options: Dyndns2Options = {}): Dyndns2Emulator {
  const { username = 'user', password = 'p4ss-w0rd', path = '/nic/update' } = options;
  const { form, fixed = {}, ipv6Parameter, keepWord, mostAddresses = 2, mostNames = 20 } = options;
  const credential = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const known = ['hostname', 'myip', 'system', 'wildcard', ...(options.parameters ?? [])];
  known.push(...Object.keys(fixed), ...[form, ipv6Parameter].filter((name) => name !== undefined));
  const hosts = new Map<string, HeldHost>();
  const verdicts = new Map<string, string>();

  function parametersOf({ url, method, headers, body }: EmulatedRequest, violate: Violate) {
    const wanted = form === undefined ? 'GET' : 'POST';
    if (method !== wanted) violate(`dyndns2 is spoken with ${wanted} here`);
    if (form === undefined) return url.searchParams;
    const type = headers['content-type'];
    if (type !== 'application/x-www-form-urlencoded') violate(`content-type is ${type}`);
    if (url.search !== '') violate('a query beside a form');
    return new URLSearchParams(body);
  }

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { url, headers } = request;
    if (url.pathname !== path) {
      violate(`no such path`);
      return words(404, 'Not Found');
    }
    const parameters = parametersOf(request, violate);
    for (const name of parameters.keys()) {
      if (!known.includes(name)) violate(`unexpected parameter ${name}`);
      if (parameters.getAll(name).length > 1) violate(`parameter ${name} twice`);
    }
    for (const [name, value] of Object.entries(fixed)) {
      if (parameters.get(name) !== value) violate(`${name} is ${parameters.get(name)}`);
    }
    if (options.needsAgent && !headers['user-agent']) return words(200, 'badagent');
    const given = form === undefined ? headers.authorization : parameters.get(form);
    if (given !== (form === undefined ? credential : password)) return words(401, 'badauth');
    const names = (parameters.get('hostname') ?? '').split(',');
    if (names.length > mostNames) return words(200, 'numhost');
    if (names.some((name) => !/^[^.\s]+(?:\.[^.\s]+)+$/.test(name))) return words(200, 'notfqdn');
    const addresses = addressesOf(parameters, violate);
    if (addresses === undefined) return words(200, '911');
    return words(200, names.map((name) => update(name.toLowerCase(), addresses)).join('\n'));
  }

  function addressesOf(
    parameters: URLSearchParams,
    violate: Violate,
  ): readonly Address[] | undefined {
    const inMyip = (parameters.get('myip') ?? '').split(',');
    if (inMyip.length > mostAddresses) violate(`myip is ${inMyip}`);
    const beside = ipv6Parameter === undefined ? null : parameters.get(ipv6Parameter);
    const texts = [...inMyip, beside ?? ''].filter((text) => text !== '' && text !== keepWord);
    if (texts.length === 0) {
      violate('no address: the host would take that of the connection');
      return undefined;
    }
    const addresses = texts.map(parseAddress);
    if (addresses.some((address) => address === undefined)) violate(`myip is ${texts}`);
    const real = addresses.filter((address) => address !== undefined);
    const families = new Set(real.map(({ family }) => family));
    if (families.size !== addresses.length) violate('one family twice');
    const named = new Set([
      ...families,
      ...(parameters.get('myip') === keepWord ? ['ipv4'] : []),
      ...(beside === keepWord ? ['ipv6'] : []),
    ]);
    if (keepWord !== undefined && named.size < 2) violate(`a family without ${keepWord}`);
    return real.length === addresses.length ? real : undefined;
  }

  function update(name: string, addresses: readonly Address[]): string {
    const held = hosts.get(name);
    const verdict = verdicts.get(name);
    if (verdict !== undefined) return verdict;
    if (held === undefined) return 'nohost';
    const texts = addresses.map(({ text }) => text).join(',');
    const same = addresses.every(({ family, text }) => held[family] === text);
    for (const family of ['ipv4', 'ipv6'] as const) {
      const given = addresses.find((address) => address.family === family);
      if (given !== undefined) held[family] = given.text;
      else if (options.omitted === 'deleted') delete held[family];
      else if (options.omitted === 'guessed') held[family] = guessed[family];
    }
    return `${same ? 'nochg' : 'good'} ${texts}`;
  }

  return {
    ...createEmulator(handle),
    hosts,
    verdicts,
    addHost: (name, held = {}) => void hosts.set(name.toLowerCase(), { ...held }),
  };
}

/** A plain answer, as such hosts give it. */
export function words(status: number, body: string): EmulatedReply {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}
