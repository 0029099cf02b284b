import { gandi } from '../../electron/providers/gandi.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import type { ErrorRow } from '../support/conformance/world.ts';
import { jsonReply } from '../support/emulator.ts';
import { gandiEmulator } from '../support/gandi-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'pat_secret0123456789abcdef';

const refusal = (code: number, message: string) =>
  jsonReply(code, { code, message, object: 'HTTP', cause: 'Refused' });

const errors: readonly ErrorRow[] = [
  { title: '401', at: 'read', reply: refusal(401, 'expired'), kind: 'auth', scope: 'account' },
  { title: '403', at: 'write', reply: refusal(403, 'not allowed'), kind: 'auth' },
  {
    title: '404',
    at: 'read',
    reply: refusal(404, "Can't find the DNS zone"),
    kind: 'zoneNotFound',
  },
  { title: '400', at: 'write', reply: refusal(400, 'rrset_ttl: too small'), kind: 'invalid' },
  { title: '409', at: 'write', reply: refusal(409, 'A CNAME record exists'), kind: 'conflict' },
  { title: '429', at: 'read', reply: refusal(429, 'slow'), kind: 'rateLimited', scope: 'account' },
];

describeConformance('Gandi', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: false,
  pageSize: 100,
  zonePageSize: 100,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    return httpWorld({
      provider: gandi,
      account: { token },
      secrets: [token],
      store,
      hosts: { 'api.gandi.net': gandiEmulator(store, { token, pageSize: 100 }) },
      refusals: {
        credential: refusal(401, 'The server could not verify that you authorized'),
        secretEchoed: refusal(400, `bad token ${token}`),
      },
    });
  },
});
