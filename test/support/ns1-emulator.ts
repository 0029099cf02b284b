import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { jsonBody, onlyKeys, onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

interface Options {
  readonly key: string;
  readonly pageSize: number;
}

interface Answer {
  readonly answer?: readonly string[];
  readonly meta?: { readonly note?: string };
}

/** The zones and records of NS1's API v1, after its documentation and its Go client. */
export function ns1Emulator(store: ZoneStore, options: Options): Emulator {
  const error = (status: number, message: string) => jsonReply(status, { message });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers['x-nsone-key'] !== options.key) return error(401, 'Unauthorized');
    const [version, zones, name, domain, type, ...rest] = request.url.pathname
      .split('/')
      .slice(1)
      .map(decodeURIComponent);
    if (version !== 'v1' || zones !== 'zones' || rest.length > 0) violate('no such path');
    if (request.method !== 'GET' && type === undefined) violate('a write names one record');
    if (name === undefined) return listZones(request, violate);
    const zone = store.zone(name);
    if (zone === undefined) return error(404, 'zone not found');
    if (domain === undefined) return readZone(request, zone, violate);
    if (type === undefined) violate('no such path');
    return onRecord(request, zone, domain, String(type), violate);
  }

  /** A page, and the query of the next one: in the real service's own, plain http, address. */
  function pageOf<Item>({ url }: EmulatedRequest, all: readonly Item[]) {
    const from = Number(url.searchParams.get('after') ?? 0);
    const to = from + options.pageSize;
    const next = `<http://api.nsone.net${url.pathname}?after=${to}&limit=${options.pageSize}>; rel="next"`;
    return {
      items: all.slice(from, to),
      headers: (to < all.length ? { link: next } : {}) as Readonly<Record<string, string>>,
    };
  }

  const paging = { after: /^\d+$/, limit: /^\d+$/ };

  function listZones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    onlyQuery(request, paging, violate);
    const all = store.zones.map(({ name }) => ({ zone: name, name, ttl: 3600, networks: [0] }));
    const { items, headers } = pageOf(request, all);
    return jsonReply(200, items, headers);
  }

  function readZone(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    onlyQuery(request, { ...paging, records: /^(true|false)$/ }, violate);
    if (request.url.searchParams.get('records') === 'false') {
      return jsonReply(200, { zone: zone.name, name: zone.name, records: [] });
    }
    const sets = [...Map.groupBy(zone.records, (each) => `${each.name} ${each.type}`).values()];
    const all = sets.map((set) => ({
      domain: set[0]?.name,
      type: set[0]?.type,
      ttl: set[0]?.ttl,
      short_answers: set.map(({ value }) => value),
      link: null,
      tier: 1,
    }));
    const { items, headers } = pageOf(request, all);
    return jsonReply(200, { zone: zone.name, name: zone.name, records: items }, headers);
  }

  const shown = (zone: StoredZone, set: readonly StoredRecord[]) => ({
    id: '54a5f8c79f782805d1f3a6ba',
    zone: zone.name,
    domain: set[0]?.name,
    type: set[0]?.type,
    ttl: set[0]?.ttl,
    link: null,
    regions: {},
    meta: {},
    tier: 1,
    filters: [],
    answers: set.map(({ id, value, comment }) => ({
      id,
      answer: [value],
      ...(comment === '' ? {} : { meta: { note: comment } }),
    })),
  });

  function onRecord(
    request: EmulatedRequest,
    zone: StoredZone,
    domain: string,
    type: string,
    violate: Violate,
  ): EmulatedReply {
    onlyQuery(request, {}, violate);
    const held = store.at(zone, domain, type);
    if (request.method === 'GET') {
      return held.length > 0 ? jsonReply(200, shown(zone, held)) : error(404, 'record not found');
    }
    const body = jsonBody(request, violate);
    onlyKeys(body, ['zone', 'domain', 'type', 'ttl', 'answers'], violate);
    if (body.zone !== zone.name || body.domain !== domain || body.type !== type) {
      violate('the body names another record than the path');
    }
    const answers = body.answers as readonly Answer[];
    for (const answer of answers) {
      onlyKeys(answer, ['id', 'answer', 'meta'], violate);
      requireFamily(type, answer.answer?.[0], violate);
    }
    if (store.refused.has(domain)) return error(400, 'invalid: answers');
    if (request.method === 'PUT') {
      if (held.length > 0) return error(400, 'record already exists');
      if (store.clashes(zone, domain, type)) violate('a record beside a CNAME');
    } else if (request.method !== 'POST') violate('no such method here');
    else if (held.length === 0) return error(404, 'record not found');
    return jsonReply(200, shown(zone, replaced(zone, { domain, type, ttl: body.ttl, answers })));
  }

  /** Answers are replaced as a whole; a note that does not come back is lost. */
  function replaced(
    zone: StoredZone,
    to: { domain: string; type: string; ttl: unknown; answers: readonly Answer[] },
  ) {
    const { domain: name, type, answers } = to;
    const before = store.at(zone, name, type);
    for (const { id } of before) store.remove(id);
    const ttl = Number(to.ttl ?? before[0]?.ttl ?? 3600);
    return answers.map(({ answer = [], meta }) =>
      store.add(zone, { name, type, ttl, value: answer[0] ?? '', comment: meta?.note ?? '' }),
    );
  }

  return createEmulator(handle);
}
