import { domainToASCII, domainToUnicode } from 'node:url';
import { AlibabaError, alibabaEmulator } from './alibaba-gate.ts';
import type { Emulator, Violate } from './emulator.ts';
import { requireFamily } from './emulator-checks.ts';
import type { StoredRecord, StoredZone, ZoneStore } from './zone-store.ts';

type Given = Readonly<Record<string, string>>;

const number = /^\d+$/;
const paging = { PageNumber: number, PageSize: number };
const written = {
  RR: /^(?:@|[^@]+)$/,
  Type: /^A{1}(?:AAA)?$/,
  Value: /./,
  TTL: number,
  Line: /^default$/,
};

/** Alibaba Cloud DNS, API 2015-01-09, after its documentation. */
export function alidnsEmulator(
  store: ZoneStore,
  options: { readonly id: string; readonly secret: string; readonly pageSize: number },
): Emulator {
  function paged<Item>(given: Given, all: readonly Item[], most: number, violate: Violate) {
    const asked = Number(given.PageSize ?? 20);
    if (asked < 1 || asked > most) violate(`PageSize is ${asked}`);
    const size = Math.min(asked, options.pageSize);
    const page = Number(given.PageNumber ?? 1);
    return {
      items: all.slice((page - 1) * size, page * size),
      info: { PageNumber: page, PageSize: size, TotalCount: all.length },
    };
  }

  const shownZone = ({ id, name }: StoredZone) => ({
    DomainId: id,
    DomainName: domainToUnicode(name),
    PunyCode: name,
    AliDomain: true,
    GroupId: null,
  });

  const shown = (zone: StoredZone, record: StoredRecord) => ({
    DomainName: domainToUnicode(zone.name),
    RecordId: record.id,
    RR: record.name === zone.name ? '@' : record.name.slice(0, -zone.name.length - 1),
    Type: record.type,
    Value: record.value,
    TTL: record.ttl,
    Line: record.line,
    Remark: record.comment,
    Status: 'ENABLE',
    Locked: false,
    Weight: 1,
  });

  /** It takes a name as it shows it, or in its A-labels. */
  const zoneOf = ({ DomainName = '' }: Given) =>
    store.zone(domainToASCII(DomainName)) ??
    new AlibabaError(
      400,
      'InvalidDomainName.NoExist',
      'The specified domain name does not exist. Refresh the page and try again.',
    );

  function list(given: Given, named: boolean, violate: Violate) {
    const zone = zoneOf(given);
    if (zone instanceof AlibabaError) return zone;
    const name = domainToASCII((given.SubDomain ?? '').replace(/^\*\./, 'wildcard--.'))
      .toLowerCase()
      .replace(/^wildcard--\./, '*.');
    const found = zone.records.filter((record) => !named || record.name === name);
    const { items, info } = paged(given, found, named ? 100 : 500, violate);
    return { DomainRecords: { Record: items.map((each) => shown(zone, each)) }, ...info };
  }

  function refusal(zone: StoredZone, name: string, given: Given, self?: StoredRecord) {
    if (store.refused.has(name)) {
      return new AlibabaError(400, 'SubDomainInvalid.Reserved', 'The host record is refused.');
    }
    if (store.clashes(zone, name, given.Type ?? '')) {
      const text = 'The domain record is conflict with other records.';
      return new AlibabaError(400, 'DomainRecordConflict', text);
    }
    const twin = store
      .at(zone, name, given.Type)
      .find(({ value, line }) => value === given.Value && line === (given.Line ?? 'default'));
    const unchanged = twin?.id !== self?.id || twin?.ttl === Number(given.TTL ?? 600);
    return twin !== undefined && unchanged
      ? new AlibabaError(400, 'DomainRecordDuplicate', 'The domain record is duplicated.')
      : undefined;
  }

  function add(given: Given, violate: Violate) {
    requireFamily(given.Type, given.Value, violate);
    const zone = zoneOf(given);
    if (zone instanceof AlibabaError) return zone;
    const name = given.RR === '@' ? zone.name : `${given.RR}.${zone.name}`;
    const refused = refusal(zone, name, given);
    if (refused !== undefined) return refused;
    const { Type: type = '', Value: value = '', Line: line = 'default' } = given;
    const ttl = Number(given.TTL ?? 600);
    return { RecordId: store.add(zone, { name, type, value, ttl, line, comment: '' }).id };
  }

  const found = ({ RecordId = '' }: Given) =>
    store.find(RecordId) ??
    new AlibabaError(
      400,
      'DomainRecordNotBelongToUser',
      'The domain record does not belong to this user.',
    );

  function update(given: Given, violate: Violate) {
    requireFamily(given.Type, given.Value, violate);
    const at = found(given);
    if (at instanceof AlibabaError) return at;
    const { zone, record } = at;
    const name = given.RR === '@' ? zone.name : `${given.RR}.${zone.name}`;
    if (name !== record.name || given.Type !== record.type) violate('it would move the record');
    if ((given.Line ?? 'default') !== record.line) violate('it would change the line');
    const refused = refusal(zone, name, given, record);
    if (refused !== undefined) return refused;
    store.change(record.id, { value: given.Value ?? '', ttl: Number(given.TTL ?? 600) });
    return { RecordId: record.id };
  }

  function remove(given: Given) {
    const at = found(given);
    if (at instanceof AlibabaError) return at;
    store.remove(at.record.id);
    return { RecordId: at.record.id };
  }

  const named = { DomainName: /\./, SubDomain: /\./, Type: /^[A-Z]+$/, Line: /./ };
  const id = { RecordId: number };
  const values = ['RR', 'Type', 'Value'];
  return alibabaEmulator(
    store,
    { ...options, version: '2015-01-09' },
    {
      DescribeDomains: {
        method: 'GET',
        takes: { ...paging, KeyWord: /./, SearchMode: /^(?:LIKE|EXACT)$/ },
        required: [],
        run: (given, violate) => {
          const { items, info } = paged(given, store.zones, 100, violate);
          return { Domains: { Domain: items.map(shownZone) }, ...info };
        },
      },
      DescribeSubDomainRecords: {
        method: 'GET',
        takes: { ...paging, ...named },
        required: ['DomainName', 'SubDomain'],
        run: (given, violate) => list(given, true, violate),
      },
      DescribeDomainRecords: {
        method: 'GET',
        takes: { ...paging, DomainName: /\./ },
        required: ['DomainName'],
        run: (given, violate) => list(given, false, violate),
      },
      AddDomainRecord: {
        method: 'POST',
        takes: { DomainName: /\./, ...written },
        required: ['DomainName', ...values],
        run: add,
      },
      UpdateDomainRecord: {
        method: 'POST',
        takes: { ...id, ...written },
        required: ['RecordId', ...values],
        run: update,
      },
      DeleteDomainRecord: { method: 'POST', takes: id, required: ['RecordId'], run: remove },
    },
  );
}
