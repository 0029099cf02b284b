import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { onlyKeys, onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

interface Options {
  readonly token: string;
  readonly pageSize: number;
  /** Seconds: the domains' `minimum_ttl`. */
  readonly minimumTtl: number;
}

/** The domains and record sets of deSEC's API v1, after its documentation and its server's code. */
export function desecEmulator(store: ZoneStore, options: Options): Emulator {
  const detail = (status: number, text: string) => jsonReply(status, { detail: text });

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.headers.authorization !== `Token ${options.token}`) {
      return detail(401, 'Invalid token.');
    }
    const { pathname } = request.url;
    if (pathname === '/api/v1/domains/') return domains(request, violate);
    const [, name] = pathname.match(/^\/api\/v1\/domains\/([^/]+)\/rrsets\/$/) ?? [];
    if (name === undefined) violate('no such path');
    const zone = store.zone(decodeURIComponent(name ?? ''));
    if (zone === undefined) return detail(404, 'Not found.');
    return request.method === 'GET' ? read(request, zone, violate) : patch(request, zone, violate);
  }

  function domains(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('domains are only read');
    onlyQuery(request, { cursor: /^[A-Za-z0-9+/]*=*$/, owns_qname: /^[^*]+\.?[^*]*$/ }, violate);
    const shown = store.zones.map(({ name }) => ({ name, minimum_ttl: options.minimumTtl }));
    const owned = request.url.searchParams.get('owns_qname');
    if (owned === null) return paged(request, shown.toReversed());
    const owners = shown.filter(({ name }) => `.${owned}`.endsWith(`.${name}`));
    const [longest] = owners.toSorted((a, b) => b.name.length - a.name.length);
    return jsonReply(200, longest === undefined ? [] : [longest]);
  }

  function paged(request: EmulatedRequest, items: readonly unknown[]): EmulatedReply {
    const cursor = request.url.searchParams.get('cursor');
    const from = Number(atob(cursor ?? '').slice(2));
    const to = from + options.pageSize;
    if (items.length <= options.pageSize) return jsonReply(200, items);
    const page = (at: number, rel: string) => {
      const url = new URL(request.url);
      url.searchParams.set('cursor', at === 0 ? '' : btoa(`p=${at}`));
      return `<${url.href}>; rel="${rel}"`;
    };
    if (cursor === null) {
      const text = `Pagination required. You can query up to ${options.pageSize} items at a time.`;
      return jsonReply(400, { detail: text }, { link: page(0, 'first') });
    }
    const links = [
      page(0, 'first'),
      ...(from > 0 ? [page(from - options.pageSize, 'prev')] : []),
      ...(to < items.length ? [page(to, 'next')] : []),
    ];
    return jsonReply(200, items.slice(from, to), { link: links.join(', ') });
  }

  const shown = (zone: StoredZone, set: readonly StoredRecord[]) => {
    const [first] = set;
    const name = first?.name ?? '';
    return {
      created: '2026-01-01T00:00:00Z',
      domain: zone.name,
      subname: name.slice(0, -zone.name.length - 1),
      name: `${name}.`,
      type: first?.type,
      records: set.map(({ type, value }) => (type === 'CNAME' ? `${value}.` : value)),
      ttl: first?.ttl,
      touched: '2026-01-01T00:00:00Z',
    };
  };

  function read(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    onlyQuery(
      request,
      { cursor: /^[A-Za-z0-9+/]*=*$/, subname: /^[^@]*$/, type: /^[A-Z]+$/ },
      violate,
    );
    const subname = request.url.searchParams.get('subname');
    const sets = [...Map.groupBy(zone.records, ({ name, type }) => `${name} ${type}`).values()]
      .map((set) => shown(zone, set))
      .filter((set) => subname === null || set.subname === subname);
    return paged(request, sets.toReversed());
  }

  function patch(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'PATCH') violate('no such method here');
    if (request.url.search !== '') violate('a write has no query');
    const items = listOf(request, violate);
    const names = items.map(({ subname = '' }) => (subname ? `${subname}.` : '') + zone.name);
    const known = names.map((name, at) => store.at(zone, name, items[at]?.type).length > 0);
    const errors = items.map(({ type = '', ttl }, at) => {
      const name = names[at] ?? '';
      if (store.refused.has(name)) return { records: ['IP address not allowed.'] };
      if (store.clashes(zone, name, type)) {
        const text = 'RRset with conflicting type present: database (CNAME).';
        return { non_field_errors: [`${text} (No other RRsets are allowed alongside CNAME.)`] };
      }
      if (ttl === undefined) return known[at] ? {} : { ttl: ['This field is required.'] };
      const [side, limit] =
        ttl < options.minimumTtl ? ['greater', options.minimumTtl] : ['less', 86_400];
      const wrong = ttl < options.minimumTtl || ttl > 86_400;
      return wrong ? { ttl: [`Ensure this value is ${side} than or equal to ${limit}.`] } : {};
    });
    if (errors.some((each) => Object.keys(each).length > 0)) return jsonReply(400, errors);
    const written = items.map(({ type = '', records = [], ttl }, at) =>
      store.replace(zone, {
        name: names[at] ?? '',
        type,
        values: records,
        ...(ttl === undefined ? {} : { ttl }),
      }),
    );
    const sets = written.map((set) => shown(zone, set));
    return jsonReply(200, [
      ...sets.filter((_, at) => !known[at]),
      ...sets.filter((_, at) => known[at]),
    ]);
  }

  return createEmulator(handle);
}

interface Item {
  readonly subname?: string;
  readonly type?: string;
  readonly ttl?: number;
  readonly records?: readonly string[];
}

function listOf(request: EmulatedRequest, violate: Violate): readonly Item[] {
  if (request.headers['content-type'] !== 'application/json') violate('no JSON was announced');
  const items: unknown = JSON.parse(request.body);
  if (!Array.isArray(items) || items.length === 0) violate('the body is no list of sets');
  for (const item of items as readonly Item[]) {
    onlyKeys(item, ['subname', 'type', 'ttl', 'records'], violate);
    if (typeof item.subname !== 'string' || item.subname === '@') violate('the apex is empty');
    if (item.ttl !== undefined && !Number.isInteger(item.ttl)) violate('a TTL is an integer');
    if (!item.records?.length) violate('an empty set is a deletion');
    for (const value of item.records ?? []) requireFamily(item.type, value, violate);
  }
  return items as readonly Item[];
}
