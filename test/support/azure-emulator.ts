import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import {
  bearer,
  formBody,
  jsonBody,
  onlyKeys,
  onlyQuery,
  requireFamily,
} from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

export interface AzureOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** What the login gives out. */
  readonly token: string;
  readonly login: string;
  readonly management: string;
  readonly scope: string;
  readonly pageSize: number;
}

/** A refusal of the Resource Manager. */
export const managerError = (status: number, code: string, message: string) =>
  jsonReply(status, { error: { code, message } });

/** A refusal of the DNS service itself, which comes without `error`. */
export const dnsError = (status: number, code: string, message: string) =>
  jsonReply(status, { code, message });

/** A refusal of the login. */
export const loginError = (status: number, error: string, code: number, text: string) =>
  jsonReply(status, {
    error,
    error_description: `AADSTS${code}: ${text} Trace ID: 1c0f Correlation ID: 2d1e Timestamp: 2026-11-22 12:00:00Z`,
    error_codes: [code],
    timestamp: '2026-11-22 12:00:00Z',
    trace_id: '1c0f',
    correlation_id: '2d1e',
  });

const types = ['A', 'AAAA', 'CNAME', 'MX', 'TXT', 'NS', 'SOA'];

/** Login and record sets of Azure DNS, version 2018-05-01, after their documentation. */
export function azureEmulator(store: ZoneStore, options: AzureOptions): Emulator {
  const { token, login, management, pageSize } = options;
  const root = `/subscriptions/${options.subscriptionId}/resourceGroups/${options.resourceGroup}/providers/Microsoft.Network/dnsZones`;

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.url.host === login) return enter(request, violate);
    if (request.url.host !== management) violate('no such host');
    if (!bearer(request, token)) {
      return managerError(401, 'InvalidAuthenticationToken', 'The access token is invalid.');
    }
    onlyQuery(request, { 'api-version': /^2018-05-01$/, $skiptoken: /^\d+$/ }, violate);
    if (!request.url.searchParams.has('api-version')) violate('api-version is missing');
    const parts = request.url.pathname.split('/').map(decodeURIComponent);
    const depth = root.split('/').length;
    if (parts.slice(0, depth).join('/') !== root) violate('no such path');
    const rest = parts.slice(depth);
    const [name, type, host, ...more] = rest;
    if (more.length > 0) violate('no such path');
    if (name === undefined) return zones(request, violate);
    const zone = store.zone(name);
    if (zone === undefined) {
      return managerError(
        404,
        'ParentResourceNotFound',
        `Failed to perform 'read' on resource(s) of type 'dnszones/A', because the parent resource '${root}/${name}' could not be found.`,
      );
    }
    if (type === 'recordsets' && host === undefined) return sets(request, zone, violate);
    if (type === undefined || host === undefined || !types.includes(type)) violate('no such path');
    if (host === '') violate('the apex is @');
    const full = host === '@' ? zone.name : `${host}.${zone.name}`;
    if (request.method === 'GET') return read(zone, full, String(type));
    if (request.method !== 'PUT') violate('no such method here');
    return write(request, zone, full, String(type), violate);
  }

  function enter(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'POST') violate('no such method here');
    onlyQuery(request, {}, violate);
    const [, tenant] = request.url.pathname.match(/^\/([^/]+)\/oauth2\/v2\.0\/token$/) ?? [];
    const form = formBody(request, violate);
    onlyKeys(form, ['grant_type', 'client_id', 'client_secret', 'scope'], violate);
    if (form.grant_type !== 'client_credentials') violate(`grant_type is ${form.grant_type}`);
    if (form.scope !== options.scope) violate(`scope is ${form.scope}`);
    if (tenant !== options.tenantId) {
      return loginError(400, 'invalid_request', 90_002, `Tenant '${tenant}' not found.`);
    }
    if (form.client_id !== options.clientId) {
      return loginError(400, 'unauthorized_client', 700_016, 'Application was not found.');
    }
    if (form.client_secret !== options.clientSecret) {
      return loginError(401, 'invalid_client', 7_000_215, 'Invalid client secret provided.');
    }
    const body = { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 };
    return jsonReply(200, { ...body, access_token: token });
  }

  /** A page, with the full address of the next one. */
  function page(request: EmulatedRequest, all: readonly unknown[]): EmulatedReply {
    const from = Number(request.url.searchParams.get('$skiptoken') ?? 0);
    const next = new URL(request.url);
    next.searchParams.set('$skiptoken', String(from + pageSize));
    const nextLink = from + pageSize < all.length ? { nextLink: next.href } : {};
    return jsonReply(200, { value: all.slice(from, from + pageSize), ...nextLink });
  }

  function zones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('zones are only read');
    const shownZones = store.zones.map(({ name }) => ({
      id: `${root}/${name}`,
      name,
      type: 'Microsoft.Network/dnszones',
      location: 'global',
      properties: { zoneType: 'Public', nameServers: ['ns1-01.azure-dns.com.'] },
    }));
    return page(request, shownZones);
  }

  function sets(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('lists are only read');
    const all = [...Map.groupBy(zone.records, ({ name, type }) => `${name} ${type}`).values()];
    return page(
      request,
      all.map((set) => shown(zone, set)),
    );
  }

  function shown(zone: StoredZone, set: readonly StoredRecord[]) {
    const [first] = set;
    const { name = '', type = '', ttl, comment } = first ?? {};
    const relative = name === zone.name ? '@' : name.slice(0, -zone.name.length - 1);
    return {
      id: `${root}/${zone.name}/${type}/${relative}`,
      name: relative,
      type: `Microsoft.Network/dnszones/${type}`,
      etag: etagOf(set),
      properties: {
        ...(comment ? { metadata: { note: comment } } : {}),
        fqdn: `${name}.`,
        TTL: ttl,
        ...valuesOf(type, set),
        targetResource: {},
        provisioningState: 'Succeeded',
      },
    };
  }

  function read(zone: StoredZone, name: string, type: string): EmulatedReply {
    const set = store.at(zone, name, type);
    if (set.length > 0) return jsonReply(200, shown(zone, set));
    const says = `The resource record '${name}' does not exist in resource group '${options.resourceGroup}' of subscription '${options.subscriptionId}'.`;
    return dnsError(404, 'NotFound', says);
  }

  function write(
    request: EmulatedRequest,
    zone: StoredZone,
    name: string,
    type: string,
    violate: Violate,
  ): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['properties'], violate);
    const properties = body.properties as Readonly<Record<string, unknown>>;
    const [list, key] = type === 'A' ? ['ARecords', 'ipv4Address'] : ['AAAARecords', 'ipv6Address'];
    onlyKeys(properties, ['TTL', 'metadata', list], violate);
    const records = properties[list] as readonly Readonly<Record<string, string>>[];
    const values = records.map((record) => {
      onlyKeys(record, [key], violate);
      requireFamily(type, record[key], violate);
      return String(record[key]);
    });
    if (typeof properties.TTL !== 'number') violate('a set without a TTL');
    const before = store.at(zone, name, type);
    const { 'if-match': match, 'if-none-match': none } = request.headers;
    if ((match === undefined) === (none === undefined)) violate('a write without a condition');
    if (none !== undefined && none !== '*') violate(`if-none-match is ${none}`);
    const stale = match === undefined ? before.length > 0 : match !== etagOf(before);
    if (stale) {
      return dnsError(412, 'PreconditionFailed', 'The condition set in the request is not met.');
    }
    if (store.refused.has(name)) {
      return dnsError(400, 'BadRequest', `The domain name '${name}' is invalid.`);
    }
    if (store.clashes(zone, name, type)) {
      return dnsError(
        409,
        'Conflict',
        'The record could not be created because a CNAME record with the same name already exists in this zone.',
      );
    }
    const note = (properties.metadata as { note?: string } | undefined)?.note ?? '';
    const made = store.replace(zone, { name, type, values, ttl: Number(properties.TTL) });
    const after = made.map(({ id }) => store.change(id, { comment: note }));
    return jsonReply(before.length === 0 ? 201 : 200, shown(zone, after));
  }

  return createEmulator(handle);
}

function etagOf(set: readonly StoredRecord[]): string {
  return set.map(({ id, value, ttl }) => `${id}:${value}:${ttl}`).join(',');
}

function valuesOf(type: string, set: readonly StoredRecord[]) {
  const values = set.map(({ value }) => value);
  if (type === 'A') return { ARecords: values.map((ipv4Address) => ({ ipv4Address })) };
  if (type === 'AAAA') return { AAAARecords: values.map((ipv6Address) => ({ ipv6Address })) };
  if (type === 'CNAME') return { CNAMERecord: { cname: values[0] } };
  if (type === 'TXT') return { TXTRecords: values.map((value) => ({ value: [value] })) };
  return { MXRecords: values.map((exchange) => ({ preference: 10, exchange })) };
}
