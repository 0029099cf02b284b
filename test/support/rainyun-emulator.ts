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

type Values = Omit<StoredRecord, 'id' | 'line' | 'comment'>;

/** An answer of RainYun's API: its own code, whatever the status. */
export const rainyunReply = (code: number, message: string, data?: unknown, status = 200) =>
  jsonReply(status, { code, message, data });

/** The domains and records of RainYun's API v2, after its clients. */
export function rainyunEmulator(
  store: ZoneStore,
  options: { readonly key: string; readonly pageSize: number },
): Emulator {
  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { method, url } = request;
    if (request.headers['x-api-key'] !== options.key) return rainyunReply(401, 'API密钥无效');
    if (url.pathname === '/product/domain/' && method === 'GET') return domains(request, violate);
    const [, id, slash] = url.pathname.match(/^\/product\/domain\/(\d+)\/dns(\/?)$/) ?? [];
    if (id === undefined) violate('no such path');
    const zone = store.zones.find((each) => each.id === id);
    if (zone === undefined) return rainyunReply(404, '域名不存在');
    if ((method === 'GET') !== (slash === '/')) violate('the slash is wrong');
    if (method === 'GET') return records(request, zone, violate);
    if (method === 'DELETE') return remove(request, zone, violate);
    onlyQuery(request, {}, violate);
    const body = jsonBody(request, violate);
    onlyKeys(body, ['record_id', 'host', 'type', 'value', 'ttl', 'line', 'level'], violate);
    if (method === 'POST') return create(body, zone, violate);
    if (method !== 'PATCH') violate('no such method here');
    return change(body, zone, violate);
  }

  function page(all: readonly unknown[], asked: number, at: number): EmulatedReply {
    const size = Math.min(asked, options.pageSize);
    const Records = all.slice((at - 1) * size, at * size);
    return rainyunReply(200, '', { TotalRecords: all.length, Records });
  }

  function domains(request: EmulatedRequest, violate: Violate): EmulatedReply {
    onlyQuery(request, { options: /^\{/ }, violate);
    const asked = JSON.parse(request.url.searchParams.get('options') ?? '{}');
    onlyKeys(asked, ['columnFilters', 'sort', 'page', 'perPage'], violate);
    const all = store.zones.map(({ id, name }) => ({
      id: Number(id),
      domain: name,
      status: 'enabled',
      created_at: 1_700_000_000,
    }));
    return page(all, Number(asked.perPage), Number(asked.page));
  }

  /** An empty list is null, as Go writes it. */
  function records(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    onlyQuery(request, { limit: /^\d+$/, page_no: /^[1-9]\d*$/ }, violate);
    const { searchParams } = request.url;
    if (zone.records.length === 0) {
      return rainyunReply(200, '', { TotalRecords: 0, Records: null });
    }
    return page(
      zone.records.map((record) => shown(zone, record)),
      Number(searchParams.get('limit')),
      Number(searchParams.get('page_no')),
    );
  }

  function remove(request: EmulatedRequest, zone: StoredZone, violate: Violate): EmulatedReply {
    onlyQuery(request, { record_id: /^\d+$/ }, violate);
    const id = request.url.searchParams.get('record_id');
    if (!zone.records.some((record) => record.id === id)) return rainyunReply(404, '记录不存在');
    store.remove(String(id));
    return rainyunReply(200, '');
  }

  function valuesOf(
    body: Readonly<Record<string, unknown>>,
    zone: StoredZone,
    violate: Violate,
  ): Values {
    const type = String(body.type);
    requireFamily(type, body.value, violate);
    if (body.line !== 'DEFAULT') violate(`line is ${String(body.line)}`);
    const host = String(body.host ?? '');
    if (host === '') violate('the apex is @');
    const name = host === '@' ? zone.name : `${host}.${zone.name}`;
    return { name, type, value: String(body.value), ttl: Number(body.ttl) };
  }

  function refusal(zone: StoredZone, { name, type, ttl }: Values) {
    if (store.refused.has(name)) return rainyunReply(400, '主机记录不合法');
    if (!(ttl >= 600 && ttl <= 86_400)) return rainyunReply(400, 'TTL 不合法');
    if (store.clashes(zone, name, type)) return rainyunReply(400, '与已有的 CNAME 记录冲突');
    return undefined;
  }

  function create(
    body: Readonly<Record<string, unknown>>,
    zone: StoredZone,
    violate: Violate,
  ): EmulatedReply {
    if (body.record_id !== 0) violate('a new record has no id');
    const values = valuesOf(body, zone, violate);
    const twin = store
      .at(zone, values.name, values.type)
      .some(({ value }) => value === values.value);
    if (twin) return rainyunReply(400, '记录已存在');
    return (
      refusal(zone, values) ?? rainyunReply(200, '', { record_id: store.add(zone, values).id })
    );
  }

  function change(
    body: Readonly<Record<string, unknown>>,
    zone: StoredZone,
    violate: Violate,
  ): EmulatedReply {
    if (typeof body.record_id !== 'number') violate('the id is a number');
    const record = zone.records.find(({ id }) => id === String(body.record_id));
    if (record === undefined) return rainyunReply(404, '记录不存在');
    const values = valuesOf(body, zone, violate);
    if (values.name !== record.name || values.type !== record.type) violate('another record');
    if (body.level !== 5) violate('the level is lost');
    const refused = refusal(zone, values);
    if (refused !== undefined) return refused;
    store.change(record.id, values);
    return rainyunReply(200, '');
  }

  return createEmulator(handle);
}

const shown = (zone: StoredZone, { id, name, type, value, ttl, line }: StoredRecord) => ({
  record_id: Number(id),
  host: name === zone.name ? '@' : name.slice(0, -zone.name.length - 1),
  type,
  value,
  ttl,
  line: line === 'default' ? 'DEFAULT' : 'LTEL',
  level: 5,
});
