import { catalogue } from '../contract/i18n/catalogue.ts';
import { type Address, type Family, families } from '../core/address.ts';
import { isAtHome, lookAround } from '../core/around.ts';
import { detect, neededFamilies } from '../core/detect.ts';
import { mapConcurrent } from '../core/dns/concurrent.ts';
import { spread } from '../core/dns/spread.ts';
import { accountOf } from '../core/engine.ts';
import { wantedAddress } from '../core/host-address.ts';
import { familyOf, type ManagedRecord } from '../core/record.ts';
import type { Settings } from '../core/settings.ts';
import { sourceContext } from '../core/source-context.ts';
import { type AppState, type Detection, emptyState, recordState } from '../core/state.ts';
import { verifyRecords } from '../core/verify.ts';
import { type VerifyCase, verifyData } from '../core/views/verify.ts';
import { verifyPage } from '../core/views/verify-page.ts';
import { elsewhere } from '../core/whereabouts.ts';
import { systemClock, systemRandom } from '../node/clock.ts';
import { createDnsTransport, systemResolvers } from '../node/dns.ts';
import { createSourcePorts } from '../node/engine-ports.ts';
import { createSilentLog } from '../node/log.ts';
import { isStateError } from '../node/state-error.ts';
import type { Context } from './context.ts';
import type { Result } from './result.ts';
import { loadSettings, stateFolder } from './settings.ts';
import { lookAtState, stateFailure } from './state.ts';

export interface VerifyOptions {
  readonly config: string;
  readonly state?: string | undefined;
}

/** Records whose resolvers are asked at a time. */
const atOnce = 4;

type Found = Partial<Readonly<Record<Family, Detection>>>;

/** Finds out the address of each family that some record needs and the state does not know. */
async function findMissing(
  settings: Settings,
  state: AppState,
  { world, output, signal }: Context,
): Promise<Found> {
  const missing = neededFamilies(settings).filter((family) =>
    settings.records.some(
      (record) => familyOf(record.type) === family && held(state, record) === undefined,
    ),
  );
  if (missing.length === 0) return {};
  output.progress(catalogue(output.language).cli.progress.address);
  const ports = createSourcePorts(world, { log: createSilentLog() });
  const around = await lookAround(ports.network, settings.networks, systemClock, signal);
  const each = (of: (family: Family) => Detection): Found =>
    Object.fromEntries(missing.map((family) => [family, of(family)]));
  if (!isAtHome(around)) return each(() => elsewhere);
  const { detections } = await detect({
    needed: missing,
    state,
    sources: (family) => {
      const specs = settings.sources[family];
      return specs === 'off' ? [] : specs.map(world.sourceFor);
    },
    context: sourceContext(ports, settings, signal),
    clock: systemClock,
    log: createSilentLog(),
    trigger: 'user',
    around,
    interval: settings.interval,
  });
  return each((family) => detections[family]);
}

/** What the state says that the record should hold. */
function held(state: AppState, record: ManagedRecord): Address | undefined {
  const { address } = state.families[familyOf(record.type)];
  const wanted = address && wantedAddress(record, address);
  return recordState(state, record.id).published?.address ?? wanted;
}

function wantedFor(state: AppState, found: Found, record: ManagedRecord): Address | undefined {
  const detection = found[familyOf(record.type)];
  const seen = detection?.kind === 'known' ? wantedAddress(record, detection.address) : undefined;
  return held(state, record) ?? seen;
}

async function askServers(
  settings: Settings,
  wanted: (record: ManagedRecord) => Address | undefined,
  { world, output, signal }: Context,
): Promise<readonly VerifyCase[]> {
  const targets = settings.records.flatMap((record) => {
    const address = wanted(record);
    if (address === undefined) return [];
    const { provider, fields } = accountOf(settings, record.account);
    const declared = world.providers.find(({ id }) => id === provider);
    const hints = declared?.authoritative?.(fields) ?? [];
    return [{ record, name: record.name, type: record.type, address, hints }];
  });
  if (targets.length > 0) output.progress(catalogue(output.language).cli.progress.verify);
  const { resolvers, publicResolvers } = settings.verify;
  const ask = {
    dns: createDnsTransport(),
    random: systemRandom,
    timeout: settings.timeout,
    signal,
  };
  const known = resolvers.length > 0 ? resolvers : systemResolvers();
  const [verifications, spreads] = await Promise.all([
    verifyRecords(targets, { ...ask, resolvers: known }),
    mapConcurrent(targets, atOnce, (target) => spread(target, publicResolvers, ask)),
  ]);
  return settings.records.map((record) => {
    const at = targets.findIndex((target) => target.record === record);
    const target = targets[at];
    const verification = verifications[at];
    if (target === undefined || verification === undefined) return { record };
    const wanted = target.address.text;
    return { record, asked: { wanted, verification, spread: spreads[at] ?? [] } };
  });
}

/** `ddns-tray verify`: what every name server, and public resolvers, answer for each record. */
export async function verify(options: VerifyOptions, context: Context): Promise<Result> {
  const { world, output } = context;
  const folder = stateFolder(world, options.state);
  const loaded = await loadSettings(context, { file: options.config, folder, salt: 'look' });
  if ('error' in loaded) return loaded;
  const { settings } = loaded;
  try {
    const state = (await lookAtState(folder)) ?? emptyState;
    const found = await findMissing(settings, state, context);
    const cases = await askServers(settings, (record) => wantedFor(state, found, record), context);
    const never = families.filter((family) => state.families[family].address === undefined);
    const data = verifyData(cases, new Set(never), found);
    return { status: data.status, data, page: verifyPage(data, output.language) };
  } catch (error) {
    if (isStateError(error)) return stateFailure(error, output.language);
    throw error;
  }
}
