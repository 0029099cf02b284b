import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

interface NamesiloOptions {
  readonly key: string;
  readonly pageSize: number;
  /** Hosts are shown inside their zone, as some answers do. Default: in full. */
  readonly relativeHosts?: boolean;
}

/** Domains and records of NameSilo's API v1 in JSON, after its reference. */
export function namesiloEmulator(store: ZoneStore, options: NamesiloOptions): Emulator {
  const reply = (code: number | string, detail: string, more: object = {}) =>
    jsonReply(200, {
      request: { operation: 'x', ip: '203.0.113.9' },
      reply: { code, detail, ...more },
    });
  const common = { version: /^1$/, type: /^json$/, key: /./ };
  const values = { rrhost: /^(?!.*@)/, rrvalue: /./, rrttl: /^\d+$/ };

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('every operation is a GET');
    if (request.body !== '') violate('a GET has no body');
    const { searchParams } = request.url;
    const text = (name: string) => searchParams.get(name) ?? '';
    if (text('version') !== '1' || text('type') !== 'json') violate('version and type come first');
    if (text('key') !== options.key) return reply(110, 'Invalid API Key');
    const operation = request.url.pathname.replace(/^\/api\//, '');
    if (operation === 'listDomains') {
      onlyQuery(request, { ...common, page: /^\d+$/, pageSize: /^\d+$/ }, violate);
      return domains(Number(text('page')), Number(text('pageSize')));
    }
    const zone = store.zone(text('domain'));
    if (zone === undefined) {
      return reply(200, 'Domain is not active, or does not belong to this user');
    }
    const base = { ...common, domain: /\./ };
    switch (operation) {
      case 'dnsListRecords':
        onlyQuery(request, base, violate);
        return reply(300, 'success', list(zone));
      case 'dnsAddRecord':
        onlyQuery(request, { ...base, ...values, rrtype: /^A{1,4}$/ }, violate);
        requireFamily(text('rrtype'), text('rrvalue'), violate);
        return add(zone, text('rrtype'), asked(zone, text, violate));
      case 'dnsUpdateRecord':
        onlyQuery(request, { ...base, ...values, rrid: /./ }, violate);
        return update(zone, text('rrid'), asked(zone, text, violate), violate);
      case 'dnsDeleteRecord':
        onlyQuery(request, { ...base, rrid: /./ }, violate);
        return remove(zone, text('rrid'));
      default:
        violate('no such operation');
        return reply(107, 'Invalid API operation');
    }
  }

  function domains(page: number, size: number): EmulatedReply {
    const most = Math.min(size, options.pageSize);
    const shown = store.zones.slice((page - 1) * most, page * most);
    return reply(300, 'success', {
      domains: shown.map(({ name }) => ({
        domain: name,
        created: '2025-08-01',
        expires: '2027-08-01',
      })),
      pager: { total: store.zones.length, pageSize: most, page },
    });
  }

  /** A list of one is the record itself; an empty one is left out. */
  function list(zone: StoredZone) {
    const [first, ...others] = zone.records.map((record) => shown(zone, record));
    if (first === undefined) return {};
    return { resource_record: others.length === 0 ? first : [first, ...others] };
  }

  function shown(zone: StoredZone, { id, name, type, value, ttl }: StoredRecord) {
    const relative = name === zone.name ? '' : name.slice(0, -zone.name.length - 1);
    const host = options.relativeHosts ? relative : name;
    return { record_id: `r${id}`, type, host, value, ttl: String(ttl), distance: '0' };
  }

  function asked(zone: StoredZone, text: (name: string) => string, violate: Violate) {
    const host = text('rrhost');
    if (host === '@') violate('the apex is empty');
    const name = host === '' ? zone.name : `${host}.${zone.name}`;
    return { name, value: text('rrvalue'), ttl: Number(text('rrttl') || 7207) };
  }

  type Asked = ReturnType<typeof asked>;

  function refusal(zone: StoredZone, type: string, { name, value, ttl }: Asked, except?: string) {
    if (ttl < 3600) return reply(280, 'TTL must be between 3600 and 2592001');
    if (store.refused.has(name)) return reply('280', 'could not add resource record to domain');
    if (store.clashes(zone, name, type)) return reply(280, 'a CNAME record exists for this host');
    const twins = store.at(zone, name, type).filter(({ id }) => id !== except);
    return twins.some((twin) => twin.value === value)
      ? reply(280, 'could not add resource record to domain since it already exists')
      : undefined;
  }

  function add(zone: StoredZone, type: string, values: Asked): EmulatedReply {
    const refused = refusal(zone, type, values);
    if (refused !== undefined) return refused;
    return reply('300', 'success', {
      record_id: `r${store.add(zone, { ...values, type, comment: '' }).id}`,
    });
  }

  /** The record gets another id. */
  function update(zone: StoredZone, id: string, values: Asked, violate: Violate): EmulatedReply {
    const found = zone.records.find((record) => `r${record.id}` === id);
    if (found === undefined) return reply(280, 'The record ID is missing or invalid');
    requireFamily(found.type, values.value, violate);
    const refused = refusal(zone, found.type, values, found.id);
    if (refused !== undefined) return refused;
    const { type, line, comment } = found;
    store.remove(found.id);
    const record = store.add(zone, { ...values, type, line, comment });
    return reply(300, 'success', { record_id: `r${record.id}` });
  }

  function remove(zone: StoredZone, id: string): EmulatedReply {
    const found = zone.records.find((record) => `r${record.id}` === id);
    if (found === undefined) return reply(280, 'The record ID is missing or invalid');
    store.remove(found.id);
    return reply(300, 'success');
  }

  return createEmulator(handle);
}
