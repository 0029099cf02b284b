import * as z from 'zod';
import { classify, parseAddress } from '../address.ts';
import { addIssue } from '../issue.ts';
import type { ApiSettings } from '../settings.ts';
import { localized } from './problem.ts';
import { readFields } from './reader-entry.ts';
import type { ResolveSecret } from './reader-secrets.ts';
import { expected, isMap, type Place, report, shown, within } from './reader-walk.ts';
import { apiKeys, longestToken, shortestToken } from './schema-channels.ts';

function tokenFault(token: string): 'short' | 'letters' | 'long' | undefined {
  if (!/^[\x21-\x7e]*$/.test(token)) return 'letters';
  if (token.length < shortestToken) return 'short';
  return token.length > longestToken ? 'long' : undefined;
}

const account = z.object({
  token: z
    .string()
    .superRefine((token, context) => {
      const fault = tokenFault(token);
      if (fault !== undefined)
        addIssue(
          context,
          [],
          localized(({ apiToken }) => apiToken[fault]),
        );
    })
    .meta({ secret: true, label: { en: 'Token', 'zh-CN': '令牌' } }),
});

type Listening = Pick<ApiSettings, 'host' | 'port'>;

function portOf(text: string): number | undefined {
  const port = Number(text);
  return /^[1-9]\d{0,4}$/.test(text) && port <= 65_535 ? port : undefined;
}

/** `8053`, `127.0.0.1:8053`, `[::1]:8053`, `localhost:8053`. */
function readListen(place: Place): Listening | undefined {
  const { value } = place;
  if (value === undefined) return undefined;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return expected(place, 'listen');
  const [, ipv6, other, digits] = /^(?:(?:\[([^\]]+)\]|([^:[\]]+)):)?(\d+)$/.exec(text) ?? [];
  const port = portOf(digits ?? '');
  if (port === undefined) return expected(place, 'listen');
  const host = ipv6 ?? other ?? 'localhost';
  if (host.toLowerCase() === 'localhost') return { host: '127.0.0.1', port };
  const address = parseAddress(host);
  if ((address?.family === 'ipv6') !== (ipv6 !== undefined)) return expected(place, 'listen');
  if (address === undefined || classify(address) !== 'loopback') {
    return report(place, { kind: 'notLoopback', found: shown(text) ?? '' });
  }
  return { host: address.text, port };
}

/** The local interface; none where it is left out, or its token cannot be read now. */
export interface Api {
  readonly settings?: ApiSettings | undefined;
  readonly secrets: readonly string[];
}

/** Reads `api`. */
export function readApi(place: Place, resolve: ResolveSecret): Api {
  if (place.value === undefined) return { secrets: [] };
  if (!isMap(place.value)) return expected(place, 'map') ?? { secrets: [] };
  const listen = readListen(within(place, 'listen'));
  const keys = { listen: apiKeys.listen };
  const fields = readFields(place, { account, owner: 'api:', keys }, resolve);
  if (fields === undefined) return { secrets: [] };
  const { secrets } = fields;
  if (listen === undefined || fields.kind === 'locked') return { secrets };
  const { token } = account.parse(fields.parsed);
  return { settings: { ...listen, token }, secrets };
}
