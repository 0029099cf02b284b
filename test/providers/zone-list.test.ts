import { describe, expect, it } from 'vitest';
import type { Provider } from '../../electron/core/provider.ts';
import { digitalocean } from '../../electron/providers/digitalocean.ts';
import { gandi } from '../../electron/providers/gandi.ts';
import { ionos } from '../../electron/providers/ionos.ts';
import { luadns } from '../../electron/providers/luadns.ts';
import { scaleway } from '../../electron/providers/scaleway.ts';
import { vultr } from '../../electron/providers/vultr.ts';
import { change } from '../support/conformance/world.ts';
import { createEmulator, emulatedHttp, jsonReply } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';

const token = '0123456789abcdef0123456789abcdef';

/** Services that list their zones and can look for none by its name. */
const table: readonly (readonly [Provider, Record<string, string>, host: string, path: string])[] =
  [
    [digitalocean, { token }, 'api.digitalocean.com', '/v2/domains'],
    [gandi, { token }, 'api.gandi.net', '/v5/livedns/domains'],
    [ionos, { apiKey: `prefix.${token}` }, 'api.hosting.ionos.com', '/dns/v1/zones'],
    [luadns, { email: 'me@example.com', apiKey: token }, 'api.luadns.com', '/v1/zones'],
    [scaleway, { secretKey: token }, 'api.scaleway.com', '/domain/v2beta1/dns-zones'],
    [vultr, { token }, 'api.vultr.com', '/v2/domains'],
  ];

describe('a list of zones', () => {
  it.each(table.map(([provider, ...rest]) => [provider.id, provider, ...rest] as const))(
    'of %s is asked for once, however deep the names are',
    async (_, provider, fields, host, path) => {
      const emulator = createEmulator(() => jsonReply(418, {}));
      const http = emulatedHttp({ [host]: emulator });
      const names = ['a.b.c.d.example.com', 'e.f.g.example.com'];
      const account = provider.account.parse(fields);
      const outcomes = await provider.apply(
        names.map((name) => change(name, '81.2.69.142')),
        account,
        testContext({ http }),
      );
      expect(outcomes).toMatchObject([{ kind: 'unknown' }, { kind: 'unknown' }]);
      expect(emulator.requests.map(({ url }) => url.pathname)).toEqual([path]);
    },
  );
});
