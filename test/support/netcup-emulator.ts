import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { jsonBody, onlyKeys, requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

export interface NetcupOptions {
  readonly customerNumber: string;
  readonly apiKey: string;
  readonly apiPassword: string;
  /** What a login gives out; the number of the login is appended. */
  readonly session: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** An answer of the control panel, a success where the code is 2000. */
export const netcupReply = (statuscode: number, longmessage: string, responsedata: unknown = '') =>
  jsonReply(200, {
    serverrequestid: 'aB3xYz',
    clientrequestid: '',
    action: statuscode === 2000 ? 'some' : '',
    status: statuscode === 2000 ? 'success' : 'error',
    statuscode,
    shortmessage: statuscode === 2000 ? 'Done' : 'Validation Error.',
    longmessage,
    responsedata,
  });

/** The action of a request. */
export function netcupAction({ body }: EmulatedRequest): string {
  return String((JSON.parse(body) as Fields).action);
}

/** The customer control panel's JSON API, after its documentation and its clients. */
export function netcupEmulator(store: ZoneStore, options: NetcupOptions): Emulator {
  let logins = 0;
  const open = new Set<string>();

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { method, url } = request;
    const address = `${method} ${url.pathname}${url.search}`;
    if (address !== 'POST /run/webservice/servers/endpoint.php?JSON') violate('no such path');
    const body = jsonBody(request, violate);
    onlyKeys(body, ['action', 'param'], violate);
    const param = body.param as Fields;
    if (param.customernumber !== options.customerNumber || param.apikey !== options.apiKey) {
      return netcupReply(4013, 'Customer account not found. JSON decode failed.');
    }
    if (body.action === 'login') return login(param, violate);
    if (!open.has(String(param.apisessionid))) {
      return netcupReply(4001, 'The session id is not in a valid format.');
    }
    return act(String(body.action), param, violate);
  }

  function login(param: Fields, violate: Violate): EmulatedReply {
    onlyKeys(param, ['customernumber', 'apikey', 'apipassword'], violate);
    if (param.apipassword !== options.apiPassword) {
      return netcupReply(4013, 'Customer account not found. JSON decode failed.');
    }
    logins += 1;
    const apisessionid = `${options.session}${logins}`;
    open.add(apisessionid);
    return netcupReply(2000, 'Session has been created successful.', { apisessionid });
  }

  const common = ['customernumber', 'apikey', 'apisessionid'];

  function act(action: string, param: Fields, violate: Violate): EmulatedReply {
    if (action === 'logout') {
      onlyKeys(param, common, violate);
      open.delete(String(param.apisessionid));
      return netcupReply(2000, 'Session has been terminated.');
    }
    const update = action === 'updateDnsRecords';
    const own = update ? ['domainname', 'dnsrecordset'] : ['domainname'];
    onlyKeys(param, [...common, ...own], violate);
    const zone = store.zone(String(param.domainname));
    if (action === 'infoDnsZone') {
      if (zone === undefined) return netcupReply(5031, 'Can not get DNS zone. Domain not found.');
      const about = { name: zone.name, ttl: '86400', serial: '2026112201', dnssecstatus: false };
      return netcupReply(2000, 'DNS zone was found.', about);
    }
    if (action === 'infoDnsRecords') {
      if (zone === undefined || zone.records.length === 0) {
        return netcupReply(5029, 'Can not get DNS records for zone. Domain not found.');
      }
      return netcupReply(2000, 'DNS Records for this zone were found.', shownAll(zone));
    }
    if (!update) violate(`no such action: ${action}`);
    if (zone === undefined) {
      const says = `Can not update (all) DNS records for zone. The zone ${String(param.domainname)} could not be found.`;
      return netcupReply(5028, says);
    }
    return write(zone, param.dnsrecordset as Fields, violate);
  }

  const shownAll = (zone: StoredZone) => ({
    dnsrecords: zone.records.map((record) => shown(zone, record)),
  });

  const shown = (zone: StoredZone, { id, name, type, value, comment }: StoredRecord) => ({
    id,
    hostname: name === zone.name ? '@' : name.slice(0, -zone.name.length - 1),
    type,
    priority: comment,
    destination: value,
    deleterecord: false,
    state: 'yes',
  });

  function write(zone: StoredZone, set: Fields, violate: Violate): EmulatedReply {
    onlyKeys(set, ['dnsrecords'], violate);
    const [record, ...others] = set.dnsrecords as readonly Fields[];
    if (record === undefined || others.length > 0) violate('not one record');
    const { id, hostname, type, priority, destination, deleterecord }: Fields = record ?? {};
    const keys = ['id', 'hostname', 'type', 'priority', 'destination', 'deleterecord'];
    onlyKeys(record ?? {}, keys, violate);
    if (typeof deleterecord !== 'boolean') violate('deleterecord is no boolean');
    if (id !== undefined && typeof id !== 'string') violate('the id is no text');
    requireFamily(type, destination, violate);
    const name = hostname === '@' ? zone.name : `${String(hostname)}.${zone.name}`;
    if (hostname === '') return netcupReply(4013, 'The host must not be empty.');
    if (store.refused.has(name)) return netcupReply(4013, 'Value in field hostname is refused.');
    const values = { name, type: String(type), value: String(destination) };
    const comment = String(priority ?? '0');
    if (id === undefined) {
      if (store.clashes(zone, name, values.type)) {
        return netcupReply(5028, 'There is a CNAME record for this host.');
      }
      store.add(zone, { ...values, ttl: 86_400, comment });
    } else {
      const found = store.find(String(id));
      if (found?.zone !== zone) return netcupReply(5028, `There is no record ${id}.`);
      if (found.record.name !== name || found.record.type !== type) violate('another record');
      if (deleterecord) store.remove(String(id));
      else store.change(String(id), { ...values, comment });
    }
    return netcupReply(2000, 'The given DNS records for this zone were updated.', shownAll(zone));
  }

  return createEmulator(handle);
}
