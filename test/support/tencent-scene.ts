import type { Change, Provider } from '../../electron/core/provider.ts';
import { httpWorld } from './conformance/http-world.ts';
import type { ErrorRow } from './conformance/world.ts';
import type { Emulator } from './emulator.ts';
import { isTencentWrite, tencentRefusal } from './tencent-gate.ts';
import { type ZoneStore, zoneStore } from './zone-store.ts';

/** One of the errors of API 3.0, which come with the status 200. */
export function tencentRow(
  code: string,
  more: Pick<ErrorRow, 'at' | 'kind' | 'scope' | 'creating'>,
): ErrorRow {
  return { title: code, reply: tencentRefusal(code, '服务所述。'), ...more };
}

interface Parts<Made extends Emulator> {
  readonly provider: Provider;
  readonly account: Readonly<Record<string, unknown>>;
  /** The SecretKey. */
  readonly key: string;
  readonly host: string;
  readonly emulator: (store: ZoneStore) => Made;
}

/** A product of Tencent Cloud with one zone, example.com, once it is asked for. */
export function tencentScene<Made extends Emulator>(parts: Parts<Made>) {
  const { provider, key } = parts;
  const store = zoneStore();
  const emulator = parts.emulator(store);
  const world = httpWorld({
    provider,
    account: parts.account,
    secrets: [key],
    store,
    hosts: { [parts.host]: emulator },
    isWrite: isTencentWrite,
    refusals: {
      credential: tencentRefusal('AuthFailure.SecretIdNotFound', '密钥不存在。'),
      secretEchoed: tencentRefusal('AuthFailure.SignatureFailure', `bad key ${key}`),
    },
  });
  return {
    store,
    emulator,
    world,
    open() {
      const zone = store.addZone('example.com');
      const context = world.context();
      const apply = (...changes: Change[]) => provider.apply(changes, world.account, context);
      const asked = () =>
        emulator.requests.map(({ headers, body }) => ({
          action: headers['x-tc-action'],
          ...(JSON.parse(body) as object),
        }));
      return { store, emulator, world, zone, apply, asked };
    },
  };
}
