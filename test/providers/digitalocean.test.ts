import { digitalocean } from '../../electron/providers/digitalocean.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import type { ErrorRow } from '../support/conformance/world.ts';
import { digitaloceanEmulator } from '../support/digitalocean-emulator.ts';
import { jsonReply } from '../support/emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'dop_v1_secret0123456789abcdef';

const refusal = (status: number, id: string, message: string) => jsonReply(status, { id, message });

const errors: readonly ErrorRow[] = [
  {
    title: '401 unauthorized',
    at: 'read',
    reply: refusal(401, 'unauthorized', 'Unable to authenticate you'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '403 forbidden',
    at: 'write',
    reply: refusal(403, 'forbidden', 'You are missing the required permission domain:update.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '404 not_found, of the domain',
    at: 'read',
    reply: refusal(404, 'not_found', 'The resource you were accessing could not be found.'),
    kind: 'zoneNotFound',
  },
  {
    title: '404 not_found, of the record',
    at: 'write',
    reply: refusal(404, 'not_found', 'The resource you were accessing could not be found.'),
    kind: 'recordNotFound',
  },
  {
    title: '422 unprocessable_entity',
    at: 'write',
    reply: refusal(422, 'unprocessable_entity', 'TTL must be at least 30'),
    kind: 'invalid',
  },
  {
    title: '429 too_many_requests',
    at: 'write',
    reply: refusal(429, 'too_many_requests', 'API Rate limit exceeded.'),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '500 server_error',
    at: 'read',
    reply: refusal(500, 'server_error', 'Unexpected server-side error'),
    kind: 'server',
  },
];

describeConformance('DigitalOcean', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  pageSize: 20,
  zonePageSize: 20,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    return httpWorld({
      provider: digitalocean,
      account: { token },
      secrets: [token],
      store,
      hosts: { 'api.digitalocean.com': digitaloceanEmulator(store, { token, pageSize: 20 }) },
      refusals: {
        credential: refusal(401, 'unauthorized', 'Unable to authenticate you'),
        secretEchoed: refusal(422, 'unprocessable_entity', `bad token ${token}`),
      },
    });
  },
});
