import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { onlyQuery, requireFamily } from './emulator-checks.ts';
import type { StoredZone, ZoneStore } from './zone-store.ts';

/**
 * The DNS commands of DreamHost's API, after its documentation. Every answer has status 200. An id
 * that was used is taken again, since tests draw the same numbers after a restart.
 */
export function dreamhostEmulator(store: ZoneStore, options: { readonly key: string }): Emulator {
  const done = (data: unknown) => jsonReply(200, { result: 'success', data });
  const error = (data: string) => jsonReply(200, { result: 'error', data });

  const common = { key: /./, cmd: /^dns-/, format: /^json$/, unique_id: /^[\w-]{1,64}$/ };
  const named = { ...common, record: /\./, type: /^[A-Z]+$/, value: /./ };

  function handle(request: EmulatedRequest, violate: Violate): EmulatedReply {
    if (request.method !== 'GET' || request.url.pathname !== '/') violate('no such path');
    const of = (name: string) => request.url.searchParams.get(name) ?? '';
    if (of('key') !== options.key) return error('invalid_api_key');
    if (of('unique_id') === '') return error('no_unique_id');
    if (of('cmd') === 'dns-list_records') {
      onlyQuery(request, common, violate);
      return done(store.zones.flatMap(shown));
    }
    const adds = of('cmd') === 'dns-add_record';
    if (!adds && of('cmd') !== 'dns-remove_record') violate('no such command');
    onlyQuery(request, adds ? { ...named, comment: /./ } : named, violate);
    const [name, type, value] = [of('record'), of('type'), of('value')];
    requireFamily(type, value, violate);
    const [zone] = store.zones
      .filter((each) => `.${name}`.endsWith(`.${each.name}`))
      .toSorted((a, b) => b.name.length - a.name.length);
    if (zone === undefined) return error('no_such_zone');
    if (store.refused.has(name)) return error('invalid_value');
    const held = store.at(zone, name, type).find((record) => record.value === value);
    if (adds) {
      if (held !== undefined) return error('record_already_exists_remove_first');
      if (store.clashes(zone, name, type)) return error('CNAME_already_on_record');
      store.add(zone, { name, type, value, comment: of('comment') });
      return done('record_added');
    }
    if (held === undefined) return error('no_such_record');
    store.remove(held.id);
    return done('record_removed');
  }

  return createEmulator(handle);
}

/** Every zone has name servers, which only the service itself changes. */
function shown({ name: zone, records }: StoredZone) {
  const common = { account_id: '1', zone, comment: '' };
  const server = { ...common, record: zone, type: 'NS', value: 'ns1.dreamhost.com', editable: '0' };
  return [
    server,
    ...records.map(({ name, type, value, line, comment }) => {
      const editable = line === 'hosting' ? '0' : '1';
      return { ...common, record: name, type, value, comment, editable };
    }),
  ];
}
