import { parseAddress } from '../../../electron/core/address.ts';
import type { RecordType } from '../../../electron/core/record.ts';
import type { EmulatedReply, EmulatedRequest } from '../../support/emulator.ts';
import type { Listed, Side, Told } from '../side.ts';

const password = 'dyn-SECRET-password-1337:;?&';

/** How one host of the dyndns2 family takes its requests. */
interface Dialect {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly host: string;
  readonly path: string;
  /** The family that a request leaves out is blanked by the host. */
  readonly losesOmitted: boolean;
  readonly most: number;
}

export const dialects: Readonly<Record<string, Dialect>> = {
  noip: {
    fields: { preset: 'noip', username: 'me', password },
    host: 'dynupdate.no-ip.com',
    path: '/nic/update',
    losesOmitted: false,
    most: 20,
  },
  dyn: {
    fields: { preset: 'dyn', username: 'me', password },
    host: 'members.dyndns.org',
    path: '/v3/update',
    losesOmitted: true,
    most: 20,
  },
  desec: {
    fields: { preset: 'desec', username: 'one.zeta.example', password },
    host: 'update.dedyn.io',
    path: '/',
    losesOmitted: false,
    most: 1,
  },
  own: {
    fields: { server: 'dyn.zeta.example', username: 'me', password },
    host: 'dyn.zeta.example',
    path: '/nic/update',
    losesOmitted: false,
    most: 1,
  },
};

const listed: readonly Listed[] = [
  { name: 'one.zeta.example', type: 'A' },
  { name: 'one.zeta.example', type: 'AAAA' },
  { name: 'two.zeta.example', type: 'A' },
];

const ownParameters: readonly string[] = ['hostname', 'myip', 'myipv4', 'myipv6'];
const keep: readonly string[] = ['preserve', 'no'];

function typeOf(address: string): RecordType {
  return address.includes(':') ? 'AAAA' : 'A';
}

/** A host that speaks dyndns2 and locks out who repeats himself. */
export function dyndns2Side(dialect: Dialect): Side {
  const held = new Map<string, string>();
  const violations: string[] = [];
  const violate = (problem: string) => violations.push(problem);

  function read({ method, url }: EmulatedRequest) {
    const { searchParams } = url;
    const names = (searchParams.get('hostname') ?? '').split(',');
    const given = ['myip', 'myipv4', 'myipv6'].flatMap((key) => {
      const value = searchParams.get(key);
      return value === null || keep.includes(value) ? [] : value.split(',');
    });
    if (method !== 'GET') violate(`the method is ${method}`);
    if (url.pathname !== dialect.path) violate(`the path is ${url.pathname}`);
    for (const key of searchParams.keys()) {
      if (!ownParameters.includes(key)) violate(`unexpected parameter ${key}`);
    }
    if (names.length > dialect.most) violate(`${names.length} names in one request`);
    if (given.length === 0) violate('no address');
    for (const text of given) {
      if (parseAddress(text)?.text !== text) violate(`not an address: ${text}`);
    }
    return { names, given };
  }

  function handle(request: EmulatedRequest): EmulatedReply {
    const wanted = `Basic ${Buffer.from(`${dialect.fields.username}:${password}`).toString('base64')}`;
    if (request.headers.authorization !== wanted) return { status: 401, body: 'badauth\n' };
    const { names, given } = read(request);
    const lines = names.map((name) => {
      const changed = given.filter((text) => held.get(`${name}/${typeOf(text)}`) !== text);
      if (dialect.losesOmitted) {
        for (const type of ['A', 'AAAA'] as const) {
          if (!given.some((text) => typeOf(text) === type)) held.delete(`${name}/${type}`);
        }
      }
      for (const text of given) held.set(`${name}/${typeOf(text)}`, text);
      return `${changed.length > 0 ? 'good' : 'nochg'} ${given.join(',')}`;
    });
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: lines.join('\r\n') };
  }

  return {
    account: 'dyn',
    provider: 'dyndns2',
    fields: dialect.fields,
    secrets: [password],
    listed,
    host: dialect.host,
    handle,
    tells(request): readonly Told[] {
      const { names, given } = read(request);
      return names.flatMap((name) =>
        given.map((address) => {
          const unchanged = held.get(`${name}/${typeOf(address)}`) === address;
          const companion = unchanged && given.length > 1;
          return { name, type: typeOf(address), address, unchanged, companion };
        }),
      );
    },
    held: (name, type) => {
      const value = held.get(`${name}/${type}`);
      return { values: value === undefined ? [] : [value] };
    },
    foreign: () =>
      [...held.keys()]
        .filter((key) => !listed.some(({ name, type }) => key === `${name}/${type}`))
        .join(),
    zones: () => [
      {
        name: 'zeta.example',
        servers: ['ns1.zeta.example'],
        records: [...held].map(([key, value]) => ({
          name: key.slice(0, key.indexOf('/')),
          type: typeOf(value),
          value,
        })),
      },
    ],
    violations: () => violations,
    forget: () => undefined,
  };
}
