import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { formBody, onlyKeys, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

interface Options {
  /** The one parameter that says who asks, `auth-id` or `sub-auth-id`. */
  readonly user: Readonly<Record<string, string>>;
  readonly password: string;
}

type Form = Readonly<Record<string, string>>;

const ttls = [60, 300, 900, 1800, 3600, 21_600, 43_200, 86_400, 172_800, 259_200, 604_800];

/** The DNS part of ClouDNS's HTTP API, after its wiki and its clients. Every answer has status 200. */
export function cloudnsEmulator(store: ZoneStore, options: Options): Emulator {
  const failed = (statusDescription: string) =>
    jsonReply(200, { status: 'Failed', statusDescription });
  const done = (statusDescription: string) =>
    jsonReply(200, { status: 'Success', statusDescription });
  const auth = [...Object.keys(options.user), 'auth-password'];

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('the password would be in the address');
    if (request.url.search !== '') violate('parameters in the address');
    const form = formBody(request, violate);
    const known = Object.entries(options.user).every(([name, value]) => form[name] === value);
    if (!known || form['auth-password'] !== options.password) {
      return failed('Invalid authentication, incorrect auth-id or auth-password.');
    }
    const { pathname } = request.url;
    if (pathname === '/dns/list-zones.json') return listZones(form, violate);
    const zone = store.zone(form['domain-name'] ?? '');
    if (zone === undefined) return failed('Missing domain-name');
    if (pathname === '/dns/records.json') return records(zone, form, violate);
    if (pathname === '/dns/add-record.json') return add(zone, form, violate);
    const found = store.find(form['record-id'] ?? '');
    if (found === undefined || found.zone !== zone) return failed('Invalid record-id param.');
    if (store.refused.has(found.record.name)) return failed('Invalid IP address.');
    if (pathname === '/dns/mod-record.json') return modify(zone, found.record, form, violate);
    if (pathname !== '/dns/delete-record.json') violate('no such path');
    onlyKeys(form, [...auth, 'domain-name', 'record-id'], violate);
    store.remove(found.record.id);
    return done('The record was deleted successfully.');
  }

  function listZones(form: Form, violate: Violate): EmulatedReply {
    onlyKeys(form, [...auth, 'page', 'rows-per-page', 'search'], violate);
    const rows = Number(form['rows-per-page']);
    if (![10, 20, 30, 50, 100].includes(rows)) {
      return failed("Wrong or missing required parameter 'rows-per-page'.");
    }
    const from = (Number(form.page) - 1) * rows;
    const page = store.zones.slice(from, from + rows);
    return jsonReply(
      200,
      page.map(({ name }) => ({ name, type: 'master', zone: 'domain', status: '1' })),
    );
  }

  const hostOf = (zone: StoredZone, name: string) => name.slice(0, -zone.name.length - 1);

  /** An object by id; PHP's empty array where there is none. An empty host filters nothing. */
  function records(zone: StoredZone, form: Form, violate: Violate): EmulatedReply {
    onlyKeys(form, [...auth, 'domain-name', 'host', 'type'], violate);
    const { host = '' } = form;
    if (host === '@') violate('the apex is an empty host');
    const found = zone.records.filter(({ name }) => host === '' || hostOf(zone, name) === host);
    const shown = found.map((record) => ({
      id: record.id,
      type: record.type,
      host: hostOf(zone, record.name),
      record: record.value,
      failover: '0',
      ttl: String(record.ttl),
      status: 1,
      ...(record.line === 'default' ? {} : { 'geodns-location': '13' }),
    }));
    if (shown.length === 0) return jsonReply(200, []);
    return jsonReply(200, Object.fromEntries(shown.map((each) => [each.id, each])));
  }

  function wanted(zone: StoredZone, form: Form) {
    const { host = '', record: value = '' } = form;
    const name = host === '' ? zone.name : `${host}.${zone.name}`;
    return { name, value, ttl: Number(form.ttl) };
  }

  const badTtl = 'Invalid TTL. Choose from the list of the values we support.';

  function add(zone: StoredZone, form: Form, violate: Violate): EmulatedReply {
    onlyKeys(form, [...auth, 'domain-name', 'record-type', 'host', 'record', 'ttl'], violate);
    const { name, value, ttl } = wanted(zone, form);
    const type = form['record-type'] ?? '';
    requireFamily(type, value, violate);
    if (form.host === undefined || form.host === '@') violate('the apex is an empty host');
    if (!ttls.includes(ttl)) return failed(badTtl);
    if (store.refused.has(name)) return failed('Invalid IP address.');
    if (store.clashes(zone, name, type)) return failed('A CNAME record exists for this host.');
    store.add(zone, { name, type, value, ttl, comment: '' });
    return done('The record was added successfully.');
  }

  function modify(
    zone: StoredZone,
    record: StoredRecord,
    form: Form,
    violate: Violate,
  ): EmulatedReply {
    onlyKeys(form, [...auth, 'domain-name', 'record-id', 'host', 'record', 'ttl'], violate);
    const { name, value, ttl } = wanted(zone, form);
    requireFamily(record.type, value, violate);
    if (name !== record.name) violate('a record moves to another host');
    if (!ttls.includes(ttl)) return failed(badTtl);
    store.change(record.id, { name, value, ttl });
    return done('The record was modified successfully.');
  }

  return createEmulator(handle);
}
