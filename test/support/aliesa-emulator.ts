import { AlibabaError, alibabaEmulator } from './alibaba-gate.ts';
import type { Emulator, Violate } from './emulator.ts';
import { requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

type Given = Readonly<Record<string, string>>;

const number = /^\d+$/;
const paging = { PageNumber: number, PageSize: number };
const content = {
  Type: /^A\/AAAA$/,
  Data: /^\{"Value":"[^"]+"\}$/,
  Ttl: number,
  Proxied: /^(?:true|false)$/,
  BizName: /^(?:web|api|image_video)$/,
  Comment: /^.{1,100}$/,
};

interface Proxying {
  readonly proxied: boolean;
  readonly biz: string | undefined;
}

interface AliesaEmulator extends Emulator {
  /** By name; not proxied where it is not in it. */
  readonly proxying: Map<string, Proxying>;
  /** Names of sites that are reached by a CNAME. */
  readonly byCname: Set<string>;
}

/** The sites and records of Alibaba Cloud ESA, API 2024-09-10, after its documentation. */
export function aliesaEmulator(
  store: ZoneStore,
  options: { readonly id: string; readonly secret: string; readonly pageSize: number },
): AliesaEmulator {
  const proxying = new Map<string, Proxying>();
  const byCname = new Set<string>();
  /** The addresses of a name are one record here. */
  const ids = new Map<string, number>();
  const idOf = (name: string) => {
    const id = ids.get(name) ?? 500_000_000_000 + ids.size;
    ids.set(name, id);
    return id;
  };

  function paged<Item>(given: Given, all: readonly Item[], violate: Violate) {
    const asked = Number(given.PageSize ?? 500);
    if (asked < 1 || asked > 500) violate(`PageSize is ${asked}`);
    const size = Math.min(asked, options.pageSize);
    const page = Number(given.PageNumber ?? 1);
    return {
      items: all.slice((page - 1) * size, page * size),
      info: { PageNumber: page, PageSize: size, TotalCount: all.length },
    };
  }

  const isAddress = ({ type }: StoredRecord) => type === 'A' || type === 'AAAA';

  function shown(all: readonly StoredRecord[]) {
    const [first] = all;
    if (first === undefined) return {};
    const { proxied = false, biz = null } = proxying.get(first.name) ?? {};
    return {
      RecordId: isAddress(first) ? idOf(first.name) : Number(first.id),
      RecordName: first.name,
      RecordType: isAddress(first) ? 'A/AAAA' : first.type,
      Data: { Value: all.map(({ value }) => value).join(',') },
      Ttl: first.ttl,
      Proxied: proxied,
      BizName: biz,
      Comment: first.comment,
      RecordCname: '',
    };
  }

  const zoneOf = ({ SiteId }: Given): StoredZone | AlibabaError =>
    store.zones.find(({ id }) => id === SiteId) ??
    new AlibabaError(404, 'SiteNotFound', 'The specified site is not found.');

  function list(given: Given, violate: Violate) {
    const zone = zoneOf(given);
    if (zone instanceof AlibabaError) return zone;
    const wanted = zone.records.filter(
      ({ name }) => given.RecordName === undefined || name === given.RecordName,
    );
    const key = (each: StoredRecord) => (isAddress(each) ? each.name : each.id);
    const { items, info } = paged(given, [...Map.groupBy(wanted, key).values()], violate);
    return { Records: items.map(shown), ...info };
  }

  /** Puts all addresses of a name in the place of those that are there. */
  function put(zone: StoredZone, name: string, given: Given, violate: Violate) {
    const { Value } = JSON.parse(given.Data ?? '{}') as { readonly Value: string };
    const values = Value.split(',');
    if (new Set(values).size < values.length) violate('an address twice');
    const comment = given.Comment ?? '';
    for (const type of ['A', 'AAAA']) {
      const own = values.filter((value) => value.includes(':') === (type === 'AAAA'));
      for (const value of own) requireFamily(type, value, violate);
      for (const each of store.replace(zone, { name, type, values: own, ttl: Number(given.Ttl) })) {
        store.change(each.id, { comment });
      }
    }
    if (byCname.has(zone.name) && given.Proxied !== 'true') violate('a CNAME site is proxied');
    if (given.Proxied === 'true' && given.BizName === undefined) violate('BizName is missing');
    proxying.set(name, { proxied: given.Proxied === 'true', biz: given.BizName });
  }

  const refused = new AlibabaError(400, 'InvalidParameter.RecordName', 'The name is refused.');

  function create(given: Given, violate: Violate) {
    const zone = zoneOf(given);
    if (zone instanceof AlibabaError) return zone;
    const name = given.RecordName ?? '';
    if (name !== zone.name && !name.endsWith(`.${zone.name}`)) violate('a name of another site');
    if (store.refused.has(name)) return refused;
    if (store.at(zone, name).some((each) => each.type === 'CNAME')) {
      return new AlibabaError(400, 'RecordConflict', 'Another record is in the way.');
    }
    if (store.at(zone, name).some(isAddress)) {
      return new AlibabaError(400, 'RecordDuplicate', 'The record is there.');
    }
    put(zone, name, given, violate);
    return { RecordId: idOf(name) };
  }

  function update(given: Given, violate: Violate) {
    const [name = ''] = [...ids].find(([, id]) => String(id) === given.RecordId) ?? [];
    const zone = store.zones.find(({ records }) =>
      records.some((each) => each.name === name && isAddress(each)),
    );
    if (zone === undefined) return new AlibabaError(404, 'RecordNotFound', 'No such record.');
    if (store.refused.has(name)) return refused;
    put(zone, name, given, violate);
    return {};
  }

  const emulator = alibabaEmulator(
    store,
    { ...options, version: '2024-09-10' },
    {
      ListSites: {
        method: 'GET',
        takes: paging,
        required: [],
        run: (given, violate) => {
          const { items, info } = paged(given, store.zones, violate);
          const Sites = items.map(({ id, name }) => ({
            SiteId: Number(id),
            SiteName: name,
            AccessType: byCname.has(name) ? 'CNAME' : 'NS',
            Status: 'active',
          }));
          return { Sites, ...info };
        },
      },
      ListRecords: {
        method: 'GET',
        takes: { ...paging, SiteId: number, RecordName: /\./ },
        required: ['SiteId'],
        run: list,
      },
      CreateRecord: {
        method: 'POST',
        takes: { SiteId: number, RecordName: /\./, ...content },
        required: ['SiteId', 'RecordName', 'Type', 'Data', 'Ttl'],
        run: create,
      },
      UpdateRecord: {
        method: 'POST',
        takes: { RecordId: number, ...content },
        required: ['RecordId', 'Data'],
        run: update,
      },
    },
  );
  return Object.assign(emulator, { proxying, byCname });
}
