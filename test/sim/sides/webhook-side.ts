import type { RecordType } from '../../../electron/core/record.ts';
import type { Listed, Side } from '../side.ts';

const key = 'hook-SECRET-key-2077-abcdefgh';

const listed: readonly Listed[] = [
  { name: 'x.eta.example', type: 'A' },
  { name: 'x.eta.example', type: 'AAAA' },
];

/** A service of somebody's own that is called with a URL. */
export function webhookSide(): Side {
  const held = new Map<string, string>();
  const violations: string[] = [];
  const read = (url: URL) => {
    const { searchParams } = url;
    const [name, type, ip] = ['name', 'type', 'ip'].map((part) => searchParams.get(part) ?? '');
    return { name: name ?? '', type: (type === 'AAAA' ? 'AAAA' : 'A') as RecordType, ip: ip ?? '' };
  };
  return {
    account: 'hook',
    provider: 'webhook',
    fields: {
      url: `https://hook.eta.example/set?name={domain}&type={type}&ip={ip}&key=${key}`,
      method: 'GET',
    },
    secrets: [key],
    listed,
    host: 'hook.eta.example',
    handle({ method, url }) {
      if (url.searchParams.get('key') !== key) return { status: 401, body: '' };
      const { name, type, ip } = read(url);
      if (method !== 'GET' || url.pathname !== '/set') violations.push(`${method} ${url.pathname}`);
      if (!listed.some((one) => one.name === name && one.type === type)) {
        violations.push(`${name} ${type}`);
      }
      held.set(`${name}/${type}`, ip);
      return { status: 200, body: 'done' };
    },
    tells({ url }) {
      const { name, type, ip } = read(url);
      const unchanged = held.get(`${name}/${type}`) === ip;
      return [{ name, type, address: ip, unchanged, companion: false }];
    },
    held: (name, type) => {
      const value = held.get(`${name}/${type}`);
      return { values: value === undefined ? [] : [value] };
    },
    foreign: () => '',
    zones: () => [
      {
        name: 'eta.example',
        servers: ['ns1.eta.example'],
        records: [...held].map(([where, value]) => ({
          name: where.slice(0, where.indexOf('/')),
          type: value.includes(':') ? 'AAAA' : 'A',
          value,
        })),
      },
    ],
    violations: () => violations,
    forget: () => undefined,
  };
}
