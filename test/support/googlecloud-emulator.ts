import { type KeyObject, verify } from 'node:crypto';
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

export interface GooglecloudOptions {
  readonly project: string;
  readonly email: string;
  readonly keyId: string;
  readonly publicKey: KeyObject;
  /** What the login gives out. */
  readonly token: string;
  readonly pageSize: number;
}

/** A refusal of Cloud DNS. */
export const cloudError = (code: number, reason: string, message: string) =>
  jsonReply(code, {
    error: { code, message, errors: [{ message, domain: 'global', reason }] },
  });

/** A refusal of the login. */
export const grantError = (status: number, error: string, error_description: string) =>
  jsonReply(status, { error, error_description });

export const lateGrant = grantError(
  400,
  'invalid_grant',
  'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
);

/** Seconds by which a client's clock may be ahead. */
const tolerance = 300;

/** Login and record sets of Cloud DNS v1, after their documentation. */
export function googlecloudEmulator(store: ZoneStore, options: GooglecloudOptions): Emulator {
  const { token, pageSize, project } = options;

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const reply = route(request, violate);
    if (!('status' in reply)) return reply;
    const date = new Date(store.now).toUTCString();
    return { ...reply, headers: { ...reply.headers, date } };
  }

  function route(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.url.host === 'oauth2.googleapis.com') return enter(request, violate);
    if (request.url.host !== 'dns.googleapis.com') violate('no such host');
    if (!bearer(request, token)) {
      return cloudError(401, 'authError', 'Request had invalid authentication credentials.');
    }
    const parts = request.url.pathname.split('/').map(decodeURIComponent);
    const [, dns, version, projects, named, zones, id, rrsets, name, type, ...rest] = parts;
    const root = [dns, version, projects, zones].join('/');
    if (root !== 'dns/v1/projects/managedZones' || rest.length > 0) violate('no such path');
    if (named !== project) {
      const says = `The 'parameters.project' resource named '${named}' does not exist.`;
      return cloudError(404, 'notFound', says);
    }
    if (id === undefined) return listZones(request, violate);
    if (rrsets !== 'rrsets') violate('no such path');
    const zone = store.zones.find((each) => idOf(each) === id);
    if (zone === undefined) {
      const says = `The 'parameters.managedZone' resource named '${id}' does not exist.`;
      return cloudError(404, 'notFound', says);
    }
    if (request.method === 'GET') {
      if (name !== undefined) violate('sets are read as a list');
      return listSets(request, zone, violate);
    }
    onlyQuery(request, {}, violate);
    return write(request, zone, name, type, violate);
  }

  function enter(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'POST' || request.url.pathname !== '/token') violate('no such path');
    const form = formBody(request, violate);
    onlyKeys(form, ['grant_type', 'assertion'], violate);
    if (form.grant_type !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
      violate(`grant_type is ${form.grant_type}`);
    }
    const [head = '', body = '', signature = ''] = String(form.assertion).split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    const header = read(head);
    const claims = read(body);
    const signed = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      options.publicKey,
      Buffer.from(signature, 'base64url'),
    );
    if (header.alg !== 'RS256' || header.kid !== options.keyId || !signed) {
      return grantError(400, 'invalid_grant', 'Invalid JWT Signature.');
    }
    if (claims.iss !== options.email) {
      return grantError(400, 'invalid_grant', 'Invalid grant: account not found');
    }
    if (claims.aud !== 'https://oauth2.googleapis.com/token') violate(`aud is ${claims.aud}`);
    if (claims.scope !== 'https://www.googleapis.com/auth/ndev.clouddns.readwrite') {
      violate(`scope is ${claims.scope}`);
    }
    const now = store.now / 1000;
    const fresh = claims.iat <= now + tolerance && claims.exp > now;
    if (!fresh || claims.exp - claims.iat > 3600) return lateGrant;
    return jsonReply(200, { access_token: token, expires_in: 3599, token_type: 'Bearer' });
  }

  function page(request: EmulatedRequest, all: readonly unknown[]) {
    const from = Number(request.url.searchParams.get('pageToken') ?? 0);
    const to = from + Math.min(pageSize, Number(request.url.searchParams.get('maxResults') ?? 100));
    const more = to < all.length ? { nextPageToken: String(to) } : {};
    return { items: all.slice(from, to), more };
  }

  function listZones(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET') violate('zones are only read');
    onlyQuery(request, { dnsName: /\.$/, maxResults: /^\d+$/, pageToken: /^\d+$/ }, violate);
    const zones = store.zones.map((zone) => ({
      kind: 'dns#managedZone',
      id: zone.id,
      name: idOf(zone),
      dnsName: `${zone.name}.`,
      visibility: 'public',
    }));
    const { items, more } = page(request, zones);
    return jsonReply(200, { kind: 'dns#managedZonesListResponse', managedZones: items, ...more });
  }

  function listSets(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    onlyQuery(request, { name: /\.$/, maxResults: /^\d+$/, pageToken: /^\d+$/ }, violate);
    const wanted = request.url.searchParams.get('name');
    const held = zone.records.filter(({ name }) => wanted === null || `${name}.` === wanted);
    const sets = [...Map.groupBy(held, ({ name, type }) => `${name} ${type}`).values()];
    const { items, more } = page(request, sets.map(shown));
    return jsonReply(200, { kind: 'dns#resourceRecordSetsListResponse', rrsets: items, ...more });
  }

  function write(
    request: EmulatedRequest,
    zone: StoredZone,
    path: string | undefined,
    pathType: string | undefined,
    violate: Violate,
  ): EmulatedReply {
    const body = jsonBody(request, violate);
    onlyKeys(body, ['name', 'type', 'ttl', 'rrdatas'], violate);
    const { name: absolute, type, ttl, rrdatas } = body as Record<string, string>;
    if (!String(absolute).endsWith('.')) violate('a name without its final dot');
    if (typeof ttl !== 'number') violate('a set without a TTL');
    const name = String(absolute).slice(0, -1);
    const values = rrdatas as unknown as readonly string[];
    for (const value of values) requireFamily(type, value, violate);
    const named = `The 'entity.rrset' resource named '${absolute} (${type})'`;
    const before = store.at(zone, name, type);
    if (store.refused.has(name)) {
      return cloudError(400, 'invalid', `Invalid value for 'entity.rrset.name': '${absolute}'`);
    }
    if (request.method === 'PATCH') {
      if (path !== absolute || pathType !== type) violate('the path names another set');
      if (before.length === 0) return cloudError(404, 'notFound', `${named} does not exist.`);
    } else {
      if (request.method !== 'POST' || path !== undefined) violate('no such method here');
      if (before.length > 0) return cloudError(409, 'alreadyExists', `${named} already exists.`);
    }
    if (store.clashes(zone, name, String(type))) {
      const says = `${named} conflicts with the CNAME record set of that name.`;
      return cloudError(400, 'cnameResourceRecordSetConflict', says);
    }
    const set = { name, type: String(type), values, ttl: Number(ttl) };
    return jsonReply(200, shown(store.replace(zone, set)));
  }

  return createEmulator(handle);
}

function idOf({ name }: StoredZone): string {
  return `z-${name.replaceAll('.', '-')}`;
}

function shown(set: readonly StoredRecord[]) {
  const [first] = set;
  return {
    kind: 'dns#resourceRecordSet',
    name: `${first?.name}.`,
    type: first?.type,
    ttl: first?.ttl,
    rrdatas: set.map(({ value }) => value),
    signatureRrdatas: [],
  };
}
