import type { ReleaseChannel } from '../../electron/contract/release.ts';

const number = '(?:0|[1-9]\\d*)';
const core = `${number}\\.${number}\\.${number}`;

const shapes: Readonly<Record<ReleaseChannel, { readonly shape: RegExp; readonly like: string }>> =
  {
    stable: { shape: new RegExp(`^${core}$`), like: '1.2.3' },
    beta: { shape: new RegExp(`^${core}-beta\\.[1-9]\\d*$`), like: '1.2.3-beta.1' },
    nightly: { shape: new RegExp(`^${core}-nightly\\.20\\d{6}$`), like: '1.2.3-nightly.20261123' },
  };

const order = ['stable', 'beta', 'nightly'] as const satisfies readonly ReleaseChannel[];

/**
 * The channel that a version belongs to. Throws a sentence where it belongs to none, or to another
 * than the one asked for.
 */
export function channelOf(version: string, asked?: ReleaseChannel | undefined): ReleaseChannel {
  const found = order.find((channel) => shapes[channel].shape.test(version));
  const wanted = asked === undefined ? order : [asked];
  if (found !== undefined && wanted.includes(found)) return found;
  const like = wanted.map((channel) => `${shapes[channel].like} (${channel})`).join(', ');
  throw new Error(
    `The version ${version} in package.json does not fit the channel: it has to look like ${like}.`,
  );
}
