import { domainToUnicode } from 'node:url';
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

type Form = Readonly<Record<string, string>>;

/** An answer with that code: 1 for a success. */
export function dnspodReply(code: string, message: string, more: object = {}) {
  const status = { code, message, created_at: '2015-01-18 16:53:23' };
  return jsonReply(200, { status, ...more });
}

const lineIds: Readonly<Record<string, string>> = { default: '0', telecom: '10=0' };
const lineNames = {
  china: { default: '默认', telecom: '电信' },
  international: { default: 'Default', telecom: 'Telecom' },
} as const;

interface DnspodOptions {
  /** `ID,token`. */
  readonly login: string;
  readonly pageSize: number;
  readonly site: 'china' | 'international';
}

/** The domains and records of DNSPod's own API, after its documentation. */
export function dnspodEmulator(store: ZoneStore, options: DnspodOptions): Emulator {
  const most = options.site === 'china' ? 3000 : 500;
  const done = (more: object = {}) => dnspodReply('1', 'Action completed successful', more);

  function paged<Item>(form: Form, all: readonly Item[], violate: Violate): readonly Item[] {
    const length = Number(form.length ?? most);
    const offset = Number(form.offset ?? 0);
    if (length < 1 || length > most || Number.isNaN(offset)) violate('a page of another size');
    return all.slice(offset, offset + Math.min(length, options.pageSize));
  }

  const shown = (zone: StoredZone, record: StoredRecord) => ({
    id: record.id,
    name: record.name === zone.name ? '@' : record.name.slice(0, -zone.name.length - 1),
    line: lineNames[options.site][record.line === 'default' ? 'default' : 'telecom'],
    ...(options.site === 'china' ? { line_id: lineIds[record.line] } : {}),
    type: record.type,
    ttl: String(record.ttl),
    value: record.value,
    weight: null,
    mx: '0',
    enabled: '1',
    status: 'enabled',
    remark: record.comment,
  });

  function domains(form: Form, violate: Violate): EmulatedReply {
    onlyKeys(form, ['offset', 'length'], violate);
    if (store.zones.length === 0) return dnspodReply('9', '没有任何域名');
    const list = paged(form, store.zones, violate).map(({ id, name }) => ({
      id: Number(id),
      name: domainToUnicode(name),
      punycode: name,
      status: 'enable',
      ttl: '600',
      records: '4',
    }));
    return done({ info: { domain_total: store.zones.length }, domains: list });
  }

  const zoneOf = ({ domain_id }: Form) => store.zones.find(({ id }) => id === domain_id);
  const noZone = () => dnspodReply('6', '域名ID错误');
  const nameOf = (zone: StoredZone, { sub_domain = '@' }: Form) =>
    sub_domain === '@' ? zone.name : `${sub_domain}.${zone.name}`;

  function records(form: Form, violate: Violate): EmulatedReply {
    onlyKeys(form, ['domain_id', 'sub_domain', 'offset', 'length'], violate);
    const zone = zoneOf(form);
    if (zone === undefined) return noZone();
    if (form.sub_domain === '') violate('the apex is @');
    const found = zone.records.filter(
      (record) => form.sub_domain === undefined || record.name === nameOf(zone, form),
    );
    if (found.length === 0) return dnspodReply('10', '没有记录');
    const list = paged(form, found, violate).map((record) => shown(zone, record));
    const record_total = String(found.length);
    return done({ info: { sub_domains: '1', record_total }, records: list });
  }

  const written = ['domain_id', 'sub_domain', 'record_type', 'record_line', 'value', 'ttl'];

  /** The zone and the name of a write, or its refusal. */
  function judge(form: Form, violate: Violate, self?: StoredRecord) {
    requireFamily(form.record_type, form.value, violate);
    if (!form.sub_domain) violate('the apex is @');
    const line = options.site === 'china' ? '默认' : 'default';
    if (form.record_line !== line) violate(`the line is ${form.record_line}`);
    const zone = zoneOf(form);
    if (zone === undefined) return noZone();
    const name = nameOf(zone, form);
    if (store.refused.has(name)) return dnspodReply('22', '子域名不合法');
    if (store.clashes(zone, name, form.record_type ?? '')) {
      return dnspodReply('31', '存在冲突的记录');
    }
    const twin = store
      .at(zone, name, form.record_type)
      .find((each) => each.id !== self?.id && each.value === form.value && each.line === 'default');
    if (twin !== undefined) return dnspodReply('104', '记录已经存在，无需再次添加');
    return { zone, name };
  }

  function create(form: Form, violate: Violate): EmulatedReply {
    onlyKeys(form, written, violate);
    const place = judge(form, violate);
    if ('status' in place) return place;
    const { record_type: type = '', value = '', ttl = '600' } = form;
    const at = { name: place.name, type, value, ttl: Number(ttl), comment: '' };
    const { id } = store.add(place.zone, at);
    return done({ record: { id, name: form.sub_domain, status: 'enable' } });
  }

  const recordOf = (form: Form) => zoneOf(form)?.records.find(({ id }) => id === form.record_id);
  const noRecord = () => dnspodReply('8', '记录ID错误');

  function modify(form: Form, violate: Violate): EmulatedReply {
    onlyKeys(form, [...written, 'record_id', 'weight'], violate);
    if (zoneOf(form) === undefined) return noZone();
    const record = recordOf(form);
    if (record === undefined) return noRecord();
    const place = judge(form, violate, record);
    if ('status' in place) return place;
    const { value = '', ttl = '600' } = form;
    if (place.name !== record.name || form.record_type !== record.type) violate('it would move');
    if (record.line !== 'default') violate('it would change the line');
    if (value === record.value && Number(ttl) === record.ttl) violate('nothing changes');
    store.change(record.id, { value, ttl: Number(ttl) });
    const { sub_domain: name } = form;
    return done({ record: { id: Number(record.id), name, value, status: 'enable' } });
  }

  function remove(form: Form, violate: Violate): EmulatedReply {
    onlyKeys(form, ['domain_id', 'record_id'], violate);
    const record = recordOf(form);
    if (record === undefined) return noRecord();
    store.remove(record.id);
    return done();
  }

  const actions: Readonly<Record<string, (form: Form, violate: Violate) => EmulatedReply>> = {
    'Domain.List': domains,
    'Record.List': records,
    'Record.Create': create,
    'Record.Modify': modify,
    'Record.Remove': remove,
  };

  return createEmulator((request: EmulatedRequest, violate: Violate) => {
    if (request.method !== 'POST') return dnspodReply('2', '只允许POST方法');
    const form = formBody(request, violate);
    const { login_token, format, lang, error_on_empty, ...own } = form;
    if (format !== 'json') violate('the answer would be XML');
    if (!['cn', 'en'].includes(lang ?? '')) violate(`the language is ${lang}`);
    if (!['yes', 'no'].includes(error_on_empty ?? '')) violate('error_on_empty is another');
    if (login_token !== options.login) return dnspodReply('-1', '登陆失败');
    const action = actions[request.url.pathname.slice(1)];
    if (action === undefined || request.url.search !== '') violate('no such action');
    return action?.(own, violate) ?? dnspodReply('3', '未知错误');
  });
}

/** True for an action that changes something. */
export function isDnspodWrite({ url }: EmulatedRequest): boolean {
  return !url.pathname.endsWith('.List');
}
