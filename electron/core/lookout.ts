import { type Family, families } from './address.ts';
import type { EnginePorts } from './engine.ts';
import { differenceOf, type Glance, type GlanceContext } from './glance.ts';
import type { Egress } from './network.ts';
import { networkFingerprint } from './network-fingerprint.ts';
import type { InterfaceAddress } from './ports.ts';
import type { Signal } from './settling.ts';

interface LookoutPorts {
  readonly engine: Pick<EnginePorts, 'interfaces' | 'network' | 'clock' | 'log'>;
  readonly context: () => GlanceContext;
  readonly onDifference: (signal: Signal) => void;
  readonly onFault: (error: unknown) => void;
}

/** Looks at the networks of this computer. */
export interface Lookout {
  /** Takes what is different since the last look; what asks meanwhile brings one more. */
  look(): void;
  /** The same, for a beat: only where the adapters show something else. */
  glance(): void;
}

/** Milliseconds between two looks, however much is told. */
const lookRest = 100;

/** Nothing is different before the first look. */
export function createLookout(ports: LookoutPorts, signal: AbortSignal): Lookout {
  const { engine, context, onDifference, onFault } = ports;
  let last: Glance | undefined;
  let isLooking = false;
  let isAsked = false;

  /** Some systems refuse to tell: then nothing is seen there, and it is no fault of ours. */
  function addresses(): readonly InterfaceAddress[] {
    try {
      return engine.interfaces.list();
    } catch (error) {
      engine.log.debug('the interfaces cannot be read', { error });
      return [];
    }
  }

  async function lookOnce(): Promise<void> {
    const shown = addresses();
    const ways = await Promise.all(
      families.map(async (family): Promise<readonly [Family, Egress | undefined]> => {
        return [family, await engine.network.egress(family)];
      }),
    );
    const before = last;
    last = { addresses: shown, egress: Object.fromEntries(ways) };
    const difference = before && differenceOf(before, last, context());
    if (difference !== undefined) onDifference(difference);
  }

  async function look(): Promise<void> {
    isAsked = true;
    if (isLooking) return;
    isLooking = true;
    try {
      while (isAsked && !signal.aborted) {
        isAsked = false;
        await lookOnce();
        await engine.clock.sleep(lookRest, signal);
      }
    } catch (error) {
      if (!signal.aborted) onFault(error);
    } finally {
      isLooking = false;
    }
  }

  return {
    look: () => void look(),
    glance() {
      const { rules } = context();
      const print = (shown: readonly InterfaceAddress[]) => networkFingerprint(shown, rules);
      if (last !== undefined && print(addresses()) !== print(last.addresses)) void look();
    },
  };
}
