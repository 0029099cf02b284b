import type { Change, Provider } from '../../electron/core/provider.ts';
import { alibabaRefusal } from './alibaba-gate.ts';
import { httpWorld } from './conformance/http-world.ts';
import type { ErrorRow, World } from './conformance/world.ts';
import type { Emulator } from './emulator.ts';
import { type ZoneStore, zoneStore } from './zone-store.ts';

export function alibabaRow(
  status: number,
  code: string,
  more: Pick<ErrorRow, 'at' | 'kind' | 'scope' | 'creating'>,
): ErrorRow {
  return { title: code, reply: alibabaRefusal(status, code, 'Said by the service.'), ...more };
}

interface Parts<Made extends Emulator> {
  readonly provider: Provider;
  readonly id: string;
  readonly secret: string;
  readonly host: string;
  readonly emulator: (store: ZoneStore) => Made;
}

/** A product of Alibaba Cloud with one zone, example.com, once it is asked for. */
export function alibabaScene<Made extends Emulator>(parts: Parts<Made>) {
  const { provider, id, secret } = parts;
  const store = zoneStore();
  const emulator = parts.emulator(store);
  const plain = httpWorld({
    provider,
    account: { accessKeyId: id, accessKeySecret: secret },
    secrets: [secret],
    store,
    hosts: { [parts.host]: emulator },
    refusals: {
      credential: alibabaRefusal(404, 'InvalidAccessKeyId.NotFound', 'Not found.'),
      secretEchoed: alibabaRefusal(400, 'SignatureDoesNotMatch', `bad key ${secret}`),
    },
  });
  // A restart brings other numbers by chance, and so other nonces.
  let seed = 0;
  const context: World['context'] = (more) => plain.context({ seed: ++seed, ...more });
  const world = { ...plain, context };
  return {
    store,
    emulator,
    world,
    open() {
      const zone = store.addZone('example.com');
      const now = world.context();
      const apply = (...changes: Change[]) => provider.apply(changes, world.account, now);
      const asked = () =>
        emulator.requests.map(({ headers, url }) => ({
          action: headers['x-acs-action'],
          ...Object.fromEntries(url.searchParams),
        }));
      return { store, emulator, world, zone, apply, asked };
    },
  };
}
