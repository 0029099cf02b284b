import { domainToUnicode } from 'node:url';
import type { Emulator, Violate } from './emulator.ts';
import { requireFamily } from './emulator-checks.ts';
import { TencentError, tencentEmulator } from './tencent-gate.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

type Body = Readonly<Record<string, unknown>>;

const lines: Readonly<Record<string, string>> = { default: '0', telecom: '10=0' };

/** The domains and records of Tencent Cloud DNSPod, API 2021-03-23, after its documentation. */
export function tencentcloudEmulator(
  store: ZoneStore,
  options: { readonly id: string; readonly key: string; readonly pageSize: number },
): Emulator {
  function paged<Item>(body: Body, all: readonly Item[], violate: Violate): readonly Item[] {
    const limit = Number(body.Limit ?? 100);
    if (limit < 1 || limit > 3000) violate(`Limit is ${limit}`);
    const offset = Number(body.Offset ?? 0);
    return all.slice(offset, offset + Math.min(limit, options.pageSize));
  }

  const shownZone = ({ id, name, records }: StoredZone) => ({
    DomainId: Number(id),
    Name: domainToUnicode(name),
    Punycode: name,
    Status: 'ENABLE',
    Grade: 'DP_FREE',
    TTL: 600,
    RecordCount: records.length,
  });

  const shown = (zone: StoredZone, record: StoredRecord) => ({
    RecordId: Number(record.id),
    Name: record.name === zone.name ? '@' : record.name.slice(0, -zone.name.length - 1),
    Type: record.type,
    Value: record.value,
    TTL: record.ttl,
    Line: record.line === 'default' ? '默认' : '电信',
    LineId: lines[record.line],
    Status: 'ENABLE',
    Remark: record.comment,
    Weight: null,
    MX: 0,
  });

  /** The id outranks the name. */
  function zoneOf({ Domain, DomainId }: Body): StoredZone | TencentError {
    const zone =
      DomainId === undefined
        ? store.zone(String(Domain))
        : store.zones.find(({ id }) => id === String(DomainId));
    if (zone !== undefined) return zone;
    return DomainId === undefined
      ? new TencentError('InvalidParameterValue.DomainNotExists', '当前域名有误，请返回重新操作。')
      : new TencentError('InvalidParameter.DomainIdInvalid', '域名编号不正确。');
  }

  const nameOf = (zone: StoredZone, { SubDomain = '@' }: Body) =>
    SubDomain === '@' ? zone.name : `${String(SubDomain)}.${zone.name}`;

  function list(body: Body, violate: Violate) {
    const zone = zoneOf(body);
    if (zone instanceof TencentError) return zone;
    if (body.Subdomain === '') violate('the apex is @');
    const name = nameOf(zone, { SubDomain: body.Subdomain });
    const found = zone.records.filter(
      (record) => body.Subdomain === undefined || record.name === name,
    );
    const part = paged(body, found, violate);
    if (part.length === 0) {
      return new TencentError('ResourceNotFound.NoDataOfRecord', '记录列表为空。');
    }
    return {
      RecordCountInfo: { TotalCount: found.length, ListCount: part.length, SubdomainCount: 1 },
      RecordList: part.map((record) => shown(zone, record)),
    };
  }

  /** The zone, the name and what is refused of a write. */
  function judge(body: Body, violate: Violate, self?: StoredRecord) {
    requireFamily(body.RecordType, body.Value, violate);
    if (body.SubDomain === '') violate('the apex is @');
    if (body.RecordLineId !== '0') violate('the line is another');
    const zone = zoneOf(body);
    if (zone instanceof TencentError) return zone;
    const name = nameOf(zone, body);
    if (store.refused.has(name)) {
      return new TencentError('InvalidParameter.SubdomainInvalid', '子域名不正确。');
    }
    if (store.clashes(zone, name, String(body.RecordType))) {
      return new TencentError('InvalidParameter.DomainRecordExist', '记录已经存在。');
    }
    const twin = store
      .at(zone, name, String(body.RecordType))
      .find(({ id, value, line }) => id !== self?.id && value === body.Value && line === 'default');
    return twin === undefined
      ? { zone, name }
      : new TencentError('InvalidParameter.DomainRecordExist', '记录已经存在，无需再次添加。');
  }

  function create(body: Body, violate: Violate) {
    const place = judge(body, violate);
    if (place instanceof TencentError) return place;
    const record = store.add(place.zone, {
      name: place.name,
      type: String(body.RecordType),
      value: String(body.Value),
      ttl: Number(body.TTL ?? 600),
      comment: '',
    });
    return { RecordId: Number(record.id) };
  }

  function find(body: Body): StoredRecord | TencentError {
    const zone = zoneOf(body);
    if (zone instanceof TencentError) return zone;
    return (
      zone.records.find(({ id }) => id === String(body.RecordId)) ??
      new TencentError('InvalidParameter.RecordIdInvalid', '记录编号错误。')
    );
  }

  function modify(body: Body, violate: Violate) {
    const record = find(body);
    if (record instanceof TencentError) return record;
    const place = judge(body, violate, record);
    if (place instanceof TencentError) return place;
    const same = place.name === record.name && body.RecordType === record.type;
    if (!same || record.line !== 'default') violate('it would move the record');
    store.change(record.id, { value: String(body.Value), ttl: Number(body.TTL ?? 600) });
    return { RecordId: Number(record.id) };
  }

  function remove(body: Body) {
    const record = find(body);
    if (record instanceof TencentError) return record;
    store.remove(record.id);
    return {};
  }

  const domain = { Domain: 'string', DomainId: 'number' } as const;
  const paging = { Offset: 'number', Limit: 'number' } as const;
  const id = { RecordId: 'number' } as const;
  const written = {
    ...domain,
    SubDomain: 'string',
    RecordType: 'string',
    RecordLine: 'string',
    RecordLineId: 'string',
    Value: 'string',
    TTL: 'number',
    Weight: 'number',
  } as const;
  const values = ['Domain', 'RecordType', 'RecordLine', 'Value'];
  return tencentEmulator(
    store,
    { ...options, service: 'dnspod', version: '2021-03-23' },
    {
      DescribeDomainList: {
        takes: paging,
        required: [],
        run: (body, violate) => ({
          DomainCountInfo: { DomainTotal: store.zones.length, AllTotal: store.zones.length },
          DomainList: paged(body, store.zones, violate).map(shownZone),
        }),
      },
      DescribeRecordList: {
        takes: { ...domain, ...paging, Subdomain: 'string', RecordType: 'string' },
        required: ['Domain'],
        run: list,
      },
      CreateRecord: { takes: written, required: values, run: create },
      ModifyRecord: {
        takes: { ...written, ...id },
        required: [...values, 'RecordId'],
        run: modify,
      },
      DeleteRecord: { takes: { ...domain, ...id }, required: ['Domain', 'RecordId'], run: remove },
    },
  );
}
