import { type Address, type Family, parseAddress } from '../../electron/core/address.ts';
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
  /** Sends the User-Agent's absence back as `badagent`, as No-IP does. Only over real HTTP. */
  readonly needsAgent?: boolean;
}

/** What a host of the emulator holds. */
type EmulatedHost = Partial<Record<Family, string>>;

export interface Dyndns2Emulator extends Emulator {
  /** The names that exist, in lower case, with their addresses. */
  readonly hosts: Map<string, EmulatedHost>;
  /** From now on this name gets this word, and nothing is changed. */
  readonly verdicts: Map<string, string>;
  addHost(name: string, held?: EmulatedHost): void;
}

/** What a guessing host takes for an address: a VPN's exit, say. */
export const guessed: Readonly<Record<Family, string>> = {
  ipv4: '89.160.20.254',
  ipv6: '2a02:8071:dead::1',
};

const mostHosts = 20;

/** A host that speaks plain dyndns2 as Dyn documents it: Basic credentials, lists of names, a line for each. */
export function dyndns2Emulator(options: Dyndns2Options = {}): Dyndns2Emulator {
  const { username = 'user', password = 'p4ss-w0rd', path = '/nic/update' } = options;
  const credential = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const known = ['hostname', 'myip', 'system', 'wildcard', ...(options.parameters ?? [])];
  const hosts = new Map<string, EmulatedHost>();
  const verdicts = new Map<string, string>();

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { url, headers } = request;
    if (request.method !== 'GET') violate('dyndns2 is spoken with GET');
    if (url.pathname !== path) {
      violate(`no such path`);
      return words(404, 'Not Found');
    }
    for (const name of url.searchParams.keys()) {
      if (!known.includes(name)) violate(`unexpected parameter ${name}`);
      if (url.searchParams.getAll(name).length > 1) violate(`parameter ${name} twice`);
    }
    if (options.needsAgent && !headers['user-agent']) return words(200, 'badagent');
    if (headers.authorization !== credential) return words(401, 'badauth');
    const names = (url.searchParams.get('hostname') ?? '').split(',');
    if (names.length > mostHosts) return words(200, 'numhost');
    if (names.some((name) => !/^[^.\s]+(?:\.[^.\s]+)+$/.test(name))) return words(200, 'notfqdn');
    const addresses = addressesOf(url, violate);
    if (addresses === undefined) return words(200, '911');
    return words(200, names.map((name) => update(name.toLowerCase(), addresses)).join('\n'));
  }

  function addressesOf(url: URL, violate: Violate): readonly Address[] | undefined {
    const text = url.searchParams.get('myip');
    if (text === null || text === '') {
      violate('no address: the host would take that of the connection');
      return undefined;
    }
    const addresses = text.split(',').map(parseAddress);
    if (addresses.some((address) => address === undefined)) violate(`myip is ${text}`);
    const real = addresses.filter((address) => address !== undefined);
    const families = new Set(real.map(({ family }) => family));
    if (families.size !== addresses.length) violate('one family twice');
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
