import { catalogue } from '../contract/i18n/catalogue.ts';
import { type Family, families } from '../core/address.ts';
import { lookAround } from '../core/around.ts';
import { askOne as askSource, detect } from '../core/detect.ts';
import { mapConcurrent } from '../core/dns/concurrent.ts';
import type { Log } from '../core/ports.ts';
import { isTrusted } from '../core/quorum.ts';
import { defaultInterval } from '../core/settings.ts';
import { type Source, type SourceContext, SourceFailure } from '../core/source.ts';
import { sourceContext } from '../core/source-context.ts';
import { emptyState } from '../core/state.ts';
import { allSourcesData, type IpData, ipData, type SourceReply } from '../core/views/ip.ts';
import { ipPage } from '../core/views/ip-page.ts';
import { systemClock, systemRandom } from '../node/clock.ts';
import { createSourcePorts } from '../node/engine-ports.ts';
import { createLog } from '../node/log.ts';
import type { Context } from './context.ts';
import type { Result } from './result.ts';

export interface IpOptions {
  readonly ipv4?: boolean | undefined;
  readonly ipv6?: boolean | undefined;
  readonly all?: boolean | undefined;
}

/** Milliseconds for one source. */
const timeout = 10_000;
/** Sources that are asked at a time. */
const atOnce = 6;

async function reply(
  source: Source,
  family: Family,
  context: SourceContext,
  log: Log,
): Promise<SourceReply> {
  const begin = systemClock.now();
  const done = (result: SourceReply['result']): SourceReply => {
    const latency = Math.max(0, systemClock.now() - begin);
    const { id, operator } = source;
    return { source: id, operator, trusted: isTrusted(source), family, latency, result };
  };
  try {
    const { address } = await askSource(source, family, context, log);
    return done({ ok: true, address });
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    return done({ ok: false, kind: error.kind, detail: error.detail });
  }
}

async function askAll(
  asked: readonly Family[],
  { world, output }: Context,
  context: SourceContext,
  log: Log,
): Promise<IpData> {
  const pairs = asked.flatMap((family) =>
    world.sources
      .filter((source) => source.families.includes(family))
      .map((source) => ({ source, family })),
  );
  output.progress(catalogue(output.language).cli.progress.sources(pairs.length));
  const replies = await mapConcurrent(pairs, atOnce, ({ source, family }) =>
    reply(source, family, context, log),
  );
  return allSourcesData(replies, asked);
}

async function askQuorum(
  asked: readonly Family[],
  { world, output }: Context,
  context: SourceContext,
  log: Log,
): Promise<IpData> {
  output.progress(catalogue(output.language).cli.progress.address);
  const sources = world.sources.filter((source) => source.default);
  const turn = Math.floor(systemRandom() * sources.length);
  const { network, signal } = context;
  const { detections } = await detect({
    needed: asked,
    state: { ...emptyState, families: { ipv4: { turn }, ipv6: { turn } } },
    sources: () => sources,
    context,
    clock: systemClock,
    log,
    trigger: 'user',
    around: await lookAround(network, undefined, systemClock, signal),
    interval: defaultInterval,
  });
  return ipData(Object.fromEntries(asked.map((family) => [family, detections[family]])));
}

/** `ddns-tray ip`: the public address of each family, by the same quorum as everywhere. */
export async function ip(options: IpOptions, context: Context): Promise<Result> {
  const { world, output, signal } = context;
  const wished = families.filter((family) => options[family] === true);
  const asked = wished.length === 0 ? families : wished;
  const stream = world.stderr;
  const log = createLog({ level: 'error', secrets: [], console: { stream, format: 'text' } });
  const asking = sourceContext(createSourcePorts(world, { log }), { timeout }, signal);
  const data = await (options.all === true ? askAll : askQuorum)(asked, context, asking, log);
  return { status: data.status, data, page: ipPage(data, output.language) };
}
