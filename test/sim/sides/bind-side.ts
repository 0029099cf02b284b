import type { Message } from '../../../electron/core/dns/message.ts';
import type { Resource } from '../../../electron/core/dns/resource.ts';
import type { Clock } from '../../../electron/core/ports.ts';
import { createNameServer, type Fault } from '../../../electron/demo/name-server.ts';
import { readTsigSecret } from '../../../electron/providers/signing/tsig.ts';
import type { Held } from '../event.ts';
import type { Listed, Side } from '../side.ts';

const secret = 'U0VDUkVULXRzaWcta2V5LTQyLWFiY2RlZmdoaWprbG1ubw==';
const zoneName = 'delta.example';

const listed: readonly Listed[] = [
  { name: 'host.delta.example', type: 'A' },
  { name: 'host.delta.example', type: 'AAAA' },
  { name: 'cam.delta.example', type: 'AAAA', ttl: 90 },
];

export interface BindSide extends Side {
  setFault(fault: ((request: Message) => Fault | undefined) | undefined): void;
}

/** What the zone held at one serial. */
interface Seen {
  readonly serial: number;
  readonly held: ReadonlyMap<string, Held>;
  readonly foreign: string;
}

function textOf({ data }: Resource): string {
  return data.kind === 'address' ? data.address.text : JSON.stringify(data);
}

/** A name server that takes RFC 2136 updates with a TSIG key, on a clock of its own. */
export function bindSide(clock: Pick<Clock, 'now'>): BindSide {
  const bytes = readTsigSecret(secret);
  if (bytes === undefined) throw new Error('not a TSIG secret');
  const server = createNameServer({
    zones: [
      {
        name: zoneName,
        servers: [`ns1.${zoneName}`],
        records: [
          { name: `ns1.${zoneName}`, type: 'A', value: '81.2.0.53' },
          { name: 'host.delta.example', type: 'A', ttl: 444, value: '81.2.0.1' },
          { name: 'host.delta.example', type: 'TXT', value: 'keep' },
          { name: 'other.delta.example', type: 'A', value: '81.2.0.80' },
        ],
      },
    ],
    keys: [{ name: 'sim-key', algorithm: 'hmac-sha256', secret: bytes }],
    clock,
  });
  const at = (name: string, type: 'A' | 'AAAA' | 'TXT' | 'NS' | 'CNAME') =>
    server.lookup(name, type).map((one) => [name, type, one.ttl, textOf(one)]);
  let seen: Seen | undefined;

  /** Looked up once for each serial: most messages change nothing. */
  function look(): Seen {
    const serial = server.serial(zoneName);
    if (seen?.serial === serial) return seen;
    const held = new Map(
      listed.map(({ name, type }): [string, Held] => {
        const found = server.lookup(name, type);
        const values = found.map(textOf).sort();
        const ttl = found[0]?.ttl;
        return [`${name}/${type}`, ttl === undefined ? { values } : { values, ttl }];
      }),
    );
    const foreign = JSON.stringify([
      at('host.delta.example', 'TXT'),
      at('other.delta.example', 'A'),
      at('other.delta.example', 'AAAA'),
      at('cam.delta.example', 'A'),
      at(`ns1.${zoneName}`, 'A'),
      at(zoneName, 'NS'),
    ]);
    seen = { serial, held, foreign };
    return seen;
  }

  return {
    account: 'bind',
    provider: 'rfc2136',
    fields: {
      server: `ns1.${zoneName}`,
      port: 53,
      keyName: 'sim-key',
      algorithm: 'hmac-sha256',
      secret,
      transport: 'udp',
    },
    secrets: [secret],
    listed,
    exchange: (message, transport) => server.handle(message, transport),
    held: (name, type) => look().held.get(`${name}/${type}`) ?? { values: [] },
    foreign: () => look().foreign,
    zones: () => [
      {
        name: zoneName,
        servers: [`ns1.${zoneName}`],
        records: [
          ...[...look().held].flatMap(([key, { values }]) =>
            values.map((value) => ({
              name: key.slice(0, key.indexOf('/')),
              type: value.includes(':') ? ('AAAA' as const) : ('A' as const),
              value,
            })),
          ),
          ...listed.flatMap(({ name }) =>
            server
              .lookup(name, 'CNAME')
              .slice(0, 1)
              .map(() => ({ name, type: 'CNAME' as const, value: 'elsewhere.example' })),
          ),
        ],
      },
    ],
    edit(name, type, change) {
      const [first] = server.lookup(name, type);
      const ttl = first?.ttl ?? 300;
      if (change.kind === 'address') {
        // Nothing can stand beside an alias: no server loads such a zone (RFC 1034 3.6.2).
        if (server.lookup(name, 'CNAME').length > 0) return;
        server.edit({ name, type, ttl }, [change.value]);
      } else if (change.kind === 'remove') server.edit({ name, type }, []);
      else if (change.kind === 'ttl' && first !== undefined) {
        server.edit({ name, type, ttl: change.seconds }, [textOf(first)]);
      } else if (change.kind === 'alias') {
        for (const one of ['A', 'AAAA', 'TXT'] as const) server.edit({ name, type: one }, []);
        server.edit({ name, type: 'CNAME' }, ['elsewhere.example']);
      } else if (change.kind === 'unalias') server.edit({ name, type: 'CNAME' }, []);
    },
    setFault: (fault) => server.setFault(fault),
    violations: () => [],
    forget: () => undefined,
  };
}
