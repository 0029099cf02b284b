import type { Emulator, Violate } from './emulator.ts';
import { onlyKeys, requireFamily } from './emulator-checks.ts';
import { TencentError, tencentEmulator } from './tencent-gate.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

type Body = Readonly<Record<string, unknown>>;

interface EdgeoneEmulator extends Emulator {
  /** Names of sites that are reached by a CNAME. */
  readonly byCname: Set<string>;
}

const keys = ['Name', 'Type', 'Content', 'Location', 'TTL', 'Weight'];

/** The sites and DNS records of Tencent Cloud EdgeOne, API 2022-09-01, after its documentation. */
export function edgeoneEmulator(
  store: ZoneStore,
  options: { readonly id: string; readonly key: string; readonly pageSize: number },
): EdgeoneEmulator {
  const byCname = new Set<string>();
  const zoneId = ({ id }: StoredZone) => `zone-${id}abc`;
  const recordId = ({ id }: StoredRecord) => `record-${id}xyz`;

  function paged<Item>(body: Body, all: readonly Item[], most: number, violate: Violate) {
    const limit = Number(body.Limit ?? 20);
    if (limit < 1 || limit > most) violate(`Limit is ${limit}`);
    const offset = Number(body.Offset ?? 0);
    return all.slice(offset, offset + Math.min(limit, options.pageSize));
  }

  const shown = (record: StoredRecord) => ({
    RecordId: recordId(record),
    Name: record.name,
    Type: record.type,
    Content: record.value,
    TTL: record.ttl,
    Location: record.line === 'default' ? 'Default' : 'CN',
    Weight: -1,
    Priority: 0,
    Status: 'enable',
    CreatedOn: '2022-11-22T00:00:00Z',
  });

  function zoneOf({ ZoneId }: Body): StoredZone | TencentError {
    const zone = store.zones.find((each) => zoneId(each) === ZoneId);
    return zone !== undefined && !byCname.has(zone.name)
      ? zone
      : new TencentError('InvalidParameter.ZoneNotFound', '站点不存在。');
  }

  function list(body: Body, violate: Violate) {
    const zone = zoneOf(body);
    if (zone instanceof TencentError) return zone;
    const filters = (body.Filters ?? []) as readonly { Name: string; Values: readonly string[] }[];
    for (const filter of filters) {
      onlyKeys(filter, ['Name', 'Values', 'Fuzzy'], violate);
      if (filter.Name !== 'name' || filter.Values.length === 0) violate('another filter');
    }
    const found = zone.records.filter(({ name }) =>
      filters.every(({ Values }) => Values.includes(name)),
    );
    const DnsRecords = paged(body, found, 1000, violate).map(shown);
    return { TotalCount: found.length, DnsRecords };
  }

  function refusal(zone: StoredZone, body: Body, violate: Violate, self?: StoredRecord) {
    requireFamily(body.Type, body.Content, violate);
    if (body.Location !== 'Default') violate(`the line is ${String(body.Location)}`);
    const name = String(body.Name);
    if (name !== zone.name && !name.endsWith(`.${zone.name}`)) violate('a name of another site');
    if (store.refused.has(name)) {
      return new TencentError('InvalidParameterValue.InvalidDNSName', 'DNS 记录名称错误。');
    }
    const twin = store
      .at(zone, name, String(body.Type))
      .some(
        ({ id, value, line }) => id !== self?.id && value === body.Content && line === 'default',
      );
    return twin || store.clashes(zone, name, String(body.Type))
      ? new TencentError('InvalidParameterValue.ConflictRecord', '与已经添加的记录冲突。')
      : undefined;
  }

  function create(body: Body, violate: Violate) {
    const zone = zoneOf(body);
    if (zone instanceof TencentError) return zone;
    const refused = refusal(zone, body, violate);
    if (refused !== undefined) return refused;
    const record = store.add(zone, {
      name: String(body.Name),
      type: String(body.Type),
      value: String(body.Content),
      ttl: Number(body.TTL ?? 300),
      comment: '',
    });
    return { RecordId: recordId(record) };
  }

  const find = (zone: StoredZone, id: unknown) =>
    zone.records.find((each) => recordId(each) === id) ??
    new TencentError('ResourceNotFound', '资源不存在。');

  function modify(body: Body, violate: Violate) {
    const zone = zoneOf(body);
    if (zone instanceof TencentError) return zone;
    const all = body.DnsRecords as readonly Body[];
    if (!Array.isArray(all) || all.length === 0 || all.length > 100) violate('1 to 100 records');
    for (const each of all) {
      onlyKeys(each, ['RecordId', ...keys], violate);
      const record = find(zone, each.RecordId);
      if (record instanceof TencentError) return record;
      const same = each.Name === record.name && each.Type === record.type;
      if (!same || record.line !== 'default') violate('it would move the record');
      const refused = refusal(zone, each, violate, record);
      if (refused !== undefined) return refused;
      store.change(record.id, { value: String(each.Content), ttl: Number(each.TTL ?? 300) });
    }
    return {};
  }

  function remove(body: Body) {
    const zone = zoneOf(body);
    if (zone instanceof TencentError) return zone;
    for (const id of body.RecordIds as readonly string[]) {
      const record = find(zone, id);
      if (record instanceof TencentError) return record;
      store.remove(record.id);
    }
    return {};
  }

  const zone = { ZoneId: 'string' } as const;
  const paging = { Offset: 'number', Limit: 'number' } as const;
  const emulator = tencentEmulator(
    store,
    { ...options, service: 'teo', version: '2022-09-01' },
    {
      DescribeZones: {
        takes: paging,
        required: [],
        run: (body, violate) => ({
          TotalCount: store.zones.length,
          Zones: paged(body, store.zones, 100, violate).map((each) => ({
            ZoneId: zoneId(each),
            ZoneName: each.name,
            Type: byCname.has(each.name) ? 'partial' : 'full',
            Status: 'active',
          })),
        }),
      },
      DescribeDnsRecords: {
        takes: { ...zone, ...paging, Filters: 'object' },
        required: ['ZoneId'],
        run: list,
      },
      CreateDnsRecord: {
        takes: {
          ...zone,
          Name: 'string',
          Type: 'string',
          Content: 'string',
          Location: 'string',
          TTL: 'number',
        },
        required: ['ZoneId', 'Name', 'Type', 'Content'],
        run: create,
      },
      ModifyDnsRecords: {
        takes: { ...zone, DnsRecords: 'object' },
        required: ['ZoneId', 'DnsRecords'],
        run: modify,
      },
      DeleteDnsRecords: {
        takes: { ...zone, RecordIds: 'object' },
        required: ['ZoneId', 'RecordIds'],
        run: remove,
      },
    },
  );
  return Object.assign(emulator, { byCname });
}
