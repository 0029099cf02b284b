import * as z from 'zod';
import type { RecordType } from '../core/record.ts';
import { recordTypes } from '../core/record.ts';
import type { NameServer } from './name-server.ts';
import type { WebReply, WebRequest } from './web-server.ts';

const patchForm = z.object({
  rrsets: z.array(
    z.object({
      name: z.string(),
      type: z.enum(recordTypes as [RecordType, ...RecordType[]]),
      ttl: z.number(),
      changetype: z.literal('REPLACE'),
      records: z.array(z.object({ content: z.string(), disabled: z.boolean() })),
    }),
  ),
});

const servers = '/api/v1/servers/localhost';

/**
 * A second DNS service: the part of the PowerDNS HTTP API that an updater needs, over one zone of
 * the demo's name server. While `broken` says so it answers 503.
 */
export function zoneApi(
  names: NameServer,
  zone: string,
  key: string,
  broken: () => boolean,
): (request: WebRequest) => WebReply {
  const absolute = (name: string) => (name.endsWith('.') ? name : `${name}.`);
  const bare = (name: string) => name.replace(/\.$/, '');
  const json = (value: unknown): WebReply => ({ status: 200, body: JSON.stringify(value) });

  function rrsets(name: string) {
    return recordTypes.flatMap((type) => {
      const found = names.lookup(name, type);
      const [first] = found;
      if (first === undefined) return [];
      const records = found.map(({ data }) => ({
        content: 'address' in data ? data.address.text : '',
        disabled: false,
      }));
      return [{ name: absolute(name), type, ttl: first.ttl, records }];
    });
  }

  return ({ method, path, headers, body }) => {
    if (broken()) return { status: 503, body: 'Service Unavailable' };
    if (headers['x-api-key'] !== key) return { status: 401, body: 'Unauthorized' };
    const url = new URL(path, 'http://demo.invalid');
    if (method === 'GET' && url.pathname === `${servers}/zones`) {
      const wanted = url.searchParams.get('zone');
      const held = wanted === null || bare(wanted) === zone;
      return json(held ? [{ id: absolute(zone), name: absolute(zone) }] : []);
    }
    if (url.pathname !== `${servers}/zones/${absolute(zone)}`) return { status: 404 };
    if (method === 'GET') {
      const name = bare(url.searchParams.get('rrset_name') ?? zone);
      return json({ kind: 'Native', rrsets: rrsets(name) });
    }
    if (method !== 'PATCH') return { status: 405 };
    for (const set of patchForm.parse(JSON.parse(body)).rrsets) {
      const values = set.records.map(({ content }) => content);
      names.edit({ name: bare(set.name), type: set.type, ttl: set.ttl }, values);
    }
    return { status: 204 };
  };
}
