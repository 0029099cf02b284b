import { describe, expect, it } from 'vitest';
import { powerdnsApi } from '../../electron/providers/powerdns/api.ts';
import { testContext } from '../support/provider-context.ts';

describe('a zone id of PowerDNS', () => {
  it.each(['.', '..', 'a/b', 'a?b'])(
    'is refused where it would change the path: %s',
    async (id) => {
      const body = JSON.stringify([{ id, name: 'example.com.' }]);
      const send = async () => ({ status: 200, headers: {}, body });
      const account = { url: 'http://127.0.0.1:8081', serverId: 'localhost', apiKey: 'key' };
      const api = powerdnsApi(account, testContext({ http: { send } }));
      await expect(api.list()).rejects.toMatchObject({ name: 'ApiFailure' });
    },
  );
});
