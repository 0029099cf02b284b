import type { Family } from '../address.ts';
import type { RecordType } from '../record.ts';
import type { Variables } from './ddclient-protocols.ts';
import type { Draft, Ways } from './draft.ts';
import { commandWays, urlWays } from './echo.ts';
import type { At } from './foreign.ts';

/** The settings that say how the address is found out. */
export const wayKeys: readonly string[] = [
  ...['use', 'usev4', 'usev6', 'ip', 'ipv4', 'ipv6', 'if', 'ifv4', 'ifv6', 'web', 'webv4', 'webv6'],
  ...['web-skip', 'webv4-skip', 'webv6-skip', 'fw', 'fwv4', 'fwv6', 'fw-skip', 'fwv4-skip'],
  ...['fwv6-skip', 'fw-login', 'fw-password', 'cmd', 'cmdv4', 'cmdv6', 'cmd-skip', 'if-skip'],
];

/** Pages are named by a word, and their own addresses start in one of these ways. */
const pageForm = /[./:]/;

interface Wanted {
  readonly get: Variables;
  readonly atOf: (key: string) => At;
  readonly draft: Draft;
}

function waysOf(kind: string, suffix: string, { get, atOf, draft }: Wanted): Ways | 'none' {
  const key = (stem: string) =>
    suffix !== '' && get(`${stem}${suffix}`) !== undefined ? `${stem}${suffix}` : stem;
  switch (kind) {
    case 'web': {
      const page = get(key('web')) ?? '';
      return pageForm.test(page) ? urlWays([page], atOf(key('web')), draft) : [];
    }
    case 'if': {
      const name = get(key('if')) ?? '';
      return name === '' || name === 'default' ? [] : [{ interface: name }];
    }
    case 'cmd':
      return commandWays(get(key('cmd')) ?? '', atOf(key('cmd')), draft);
    case 'ip':
      draft.lose(atOf(key('ip')), { kind: 'fixedAddress' });
      return 'none';
    default:
      draft.lose(atOf(get(`use${suffix}`) === undefined ? 'use' : `use${suffix}`), {
        kind: 'router',
      });
      return [];
  }
}

const off = /^(?:disabled|no)$/i;

/**
 * The types of a host, and how their addresses are learnt. Where nothing says so, ddclient keeps
 * IPv4 alone.
 */
export function readWays(wanted: Wanted): readonly RecordType[] {
  const { get, draft, atOf } = wanted;
  const types: RecordType[] = [];
  const add = (family: Family, type: RecordType, key: string, suffix: string) => {
    const kind = (get(key) ?? 'web').toLowerCase().replace(/v[46]$/, '');
    // `ipv4` is a kind of its own, whose ending is no family's.
    const ways = waysOf(kind === 'ip' ? 'ip' : kind, suffix, wanted);
    if (ways === 'none') return;
    types.push(type);
    draft.learn(atOf(key), family, ways);
  };
  const v4 = get('usev4');
  const v6 = get('usev6');
  const own = (v4 !== undefined && !off.test(v4)) || (v6 !== undefined && !off.test(v6));
  if (own) {
    if (v4 !== undefined && !off.test(v4)) add('ipv4', 'A', 'usev4', 'v4');
    if (v6 !== undefined && !off.test(v6)) add('ipv6', 'AAAA', 'usev6', 'v6');
  } else if (!off.test(get('use') ?? '')) {
    const six = get('ipv6');
    if (six !== undefined && /^(?:yes|true|1)$/i.test(six)) add('ipv6', 'AAAA', 'use', '');
    else add('ipv4', 'A', 'use', '');
  }
  return types;
}
