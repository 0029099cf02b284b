import * as z from 'zod';
import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import type { HttpApi } from '../api/http-api.ts';
import { looseText } from '../api/loose-form.ts';

type Meaning = readonly [kind: FailureKind, account?: 'account'];

/** https://docs.dnspod.cn/api/common-response-code/ and the pages of the actions; some numbers mean another thing in a look. */
const meanings: Readonly<Record<string, Meaning>> = {
  // Login failed; no right; two factors are wanted; another place than usual.
  '-1': ['auth', 'account'],
  '-7': ['plan', 'account'],
  '50': ['auth', 'account'],
  '52': ['auth', 'account'],
  '54': ['auth'],
  '85': ['auth', 'account'],
  // Used too much; too many failed logins; the account is locked; the domain is banned.
  '-2': ['blocked', 'account'],
  '-8': ['blocked', 'account'],
  '83': ['blocked', 'account'],
  '-15': ['blocked'],
  // Closed for a while; an unknown error.
  '-99': ['server'],
  '3': ['server'],
  // A wrong domain; not the owner.
  '6': ['zoneNotFound'],
  '7': ['zoneNotFound'],
  '9': ['zoneNotFound'],
  '8': ['recordNotFound'],
  // A list without a record; nothing to change, so what was seen is no longer so.
  '10': ['recordNotFound'],
  '17': ['recordNotFound'],
  // The domain is locked; a CNAME or URL record in the way; the record is there.
  '21': ['conflict'],
  '31': ['conflict'],
  '104': ['conflict'],
  // Levels, wildcards, several values, AAAA records: by the plan.
  '23': ['plan'],
  '24': ['plan'],
  '25': ['plan'],
  '33': ['plan'],
  '500025': ['plan'],
  // Name, line, type, TTL, value, address.
  '22': ['invalid'],
  '26': ['invalid'],
  '27': ['invalid'],
  '29': ['invalid'],
  '32': ['invalid'],
  '34': ['invalid'],
  '35': ['invalid'],
  '82': ['invalid'],
};

/** Five digits: what is wrong with the token. */
const ofToken = /^[12]000\d$/;

const statusForm = z.object({
  status: z.object({
    code: looseText,
    message: z.string().nullish(),
  }),
});

/** Everything is answered with the status 200 and `{"status": {"code": "1"}}`. */
export function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = statusForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const { code, message } = parsed.data.status;
  if (code === '1') return undefined;
  const says = api.clean(`${code}: ${message ?? ''}`);
  const found = ofToken.test(code) ? (['auth', 'account'] as const) : meanings[code];
  const [kind, scope = 'record'] = found ?? ['unknown'];
  const doubt = code === '3' && reply.write ? { unconfirmed: true } : {};
  return failure(kind, says, { scope, ...doubt });
}
