import { type Family, families, sameAddress } from '../address.ts';
import { type Around, localAddresses } from '../around.ts';
import { withoutFuture } from '../clock-jump.ts';
import { askOne, neededFamilies } from '../detect.ts';
import { second } from '../duration.ts';
import type { Detail } from '../outcome.ts';
import { findAddress } from '../quorum.ts';
import type { Source } from '../source.ts';
import { sourceContext } from '../source-context.ts';
import { askingOrder, nextTurn } from '../source-order.ts';
import type { Detection } from '../state.ts';
import { silencesOf, voicesOf } from '../verdicts/answers.ts';
import { evidence } from '../verdicts/evidence.ts';
import { type Examined, within } from './ports.ts';
import { type Step, type StepMore, step } from './step.ts';
import type { Witness } from './witness.ts';

/** Milliseconds for all sources of a family, and for each of them. */
const patience = 12 * second;
const each = 4 * second;
/** Milliseconds after which another is asked beside it. */
const hedgeAfter = second;

export type Found = Partial<Readonly<Record<Family, Detection>>>;

/** Those that some record needs; without records, those that the user did not switch off. */
function examinedFamilies({ settings }: Examined): readonly Family[] {
  const needed = neededFamilies(settings);
  return needed.length > 0
    ? needed
    : families.filter((family) => settings.sources[family] !== 'off');
}

const tooLate: Detection = { kind: 'unavailable', why: 'noAnswer', voices: [], silent: [] };

/** A quorum that believes nothing from before. Changes no state. */
async function freshDetection(
  examined: Examined,
  family: Family,
  witness: Witness,
  around: Around,
): Promise<Detection> {
  const { ports, settings, state } = examined;
  const timeout = Math.min(settings.timeout, each);
  const local = localAddresses(around, state.families[family].address);
  return within(patience, examined, tooLate, async (outer) => {
    const round = await findAddress({
      family,
      sources: willingSources(examined, family),
      confirmed: undefined,
      atOnce: 2,
      patience: () => hedgeAfter,
      clock: ports.clock,
      signal: outer,
      ask(source, signal) {
        const context = sourceContext(ports, { timeout }, signal, local);
        // What the user runs themselves may rightly be in the local network, and have a clock of its own.
        const watched = source.own ? context : { ...context, http: witness.http };
        return askOne(source, family, watched, ports.log);
      },
    });
    return round.detection;
  });
}

/** In a turn by chance; one that asked to be left alone is not asked, and one that rests asked last. */
function willingSources({ ports, settings, state }: Examined, family: Family): readonly Source[] {
  const specs = settings.sources[family];
  const sources = (specs === 'off' ? [] : specs.map(ports.source)).filter(
    // The router has a step of its own.
    ({ transport }) => transport !== 'gateway',
  );
  const able = sources.filter((source) => source.families.includes(family));
  const { clock, random } = ports;
  const turn = nextTurn(able.length, random());
  const memories = withoutFuture(state, clock.now()).sources ?? {};
  return askingOrder({ family, able, memories, turn, now: clock.now() }, 'free').sources;
}

/** Asks for each family at once. */
export async function findAddresses(
  examined: Examined,
  witness: Witness,
  around: Around,
): Promise<Found> {
  const found = await Promise.all(
    examinedFamilies(examined).map(
      async (family) => [family, await freshDetection(examined, family, witness, around)] as const,
    ),
  );
  return Object.fromEntries(found);
}

/** Nothing could be sent for any family. */
export function isCutOff(found: Found): boolean {
  const all = Object.values(found);
  return all.length > 0 && all.every((one) => one.kind === 'unavailable' && one.why === 'offline');
}

const familyName: Readonly<Record<Family, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };

function wordsOf(detection: Detection): readonly Detail[] {
  return [
    ...voicesOf(detection).map(({ source, address }) => evidence.seen(source, address.text)),
    ...silencesOf(detection).map(({ detail }) => detail),
  ];
}

/** What was found out about the public addresses. */
export function addressSteps(found: Found, examined: Examined): readonly Step[] {
  const steps = families.flatMap((family) => {
    const detection = found[family];
    return detection === undefined ? [] : [addressStep(family, detection, found, examined)];
  });
  return steps.length > 0 ? steps : [step('address', 'info', 'addressOff')];
}

function addressStep(family: Family, found: Detection, all: Found, examined: Examined): Step {
  const about = familyName[family];
  const more: StepMore = { about, values: [about], evidence: wordsOf(found) };
  switch (found.kind) {
    case 'known': {
      const before = examined.state.families[family].address;
      const now = found.address.text;
      return before === undefined || sameAddress(before, found.address)
        ? step('address', 'good', 'addressKnown', { ...more, values: [now] })
        : step('address', 'info', 'addressChanged', { ...more, values: [now, before.text] });
    }
    case 'disagree':
      return step('address', 'bad', 'addressDisagree', more);
    case 'off':
      return step('address', 'info', 'addressOff', { about });
    case 'unavailable': {
      const other = all[family === 'ipv4' ? 'ipv6' : 'ipv4'];
      const [voice] = found.voices;
      if (found.why === 'tunnel') {
        const values = [voice?.address.text ?? ''];
        return step('address', 'warn', 'addressTunnel', { ...more, values });
      }
      if (found.why === 'single') return step('address', 'warn', 'addressSingle', more);
      if (found.why === 'noAnswer') return step('address', 'bad', 'addressSilent', more);
      return other?.kind === 'known'
        ? step('address', 'info', 'addressAbsent', more)
        : step('address', 'bad', 'addressOffline', more);
    }
  }
}
