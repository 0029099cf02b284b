import type { SecretBox } from '../core/document.ts';
import type { EnginePorts } from '../core/engine.ts';
import type { Clock, Random } from '../core/ports.ts';
import type { Source } from '../core/source.ts';
import { createVerifier } from '../core/verifier.ts';
import { createDnsTransport } from '../node/dns.ts';
import { createHttp } from '../node/http.ts';
import { startWorld, type World } from './world.ts';

/** The demo's world as something for the desktop app to live in. */
export interface Sandbox {
  /** A settings text of that world. */
  readonly settings: string;
  readonly sources: readonly Source[];
  /** In place of the ports that lead outside. */
  readonly ports: Pick<EnginePorts, 'http' | 'source' | 'verify'>;
  /** Its secrets are worth nothing, so that it needs no encryption of the system's. */
  readonly box: SecretBox;
  /** Lets something happen now and then until the signal aborts. */
  live(signal: AbortSignal): Promise<void>;
}

const homes = ['81.2.69.142', '89.160.20.112', '2.125.160.216'] as const;

interface Happening {
  /** Milliseconds to wait before it. */
  readonly after: number;
  readonly begin: (world: World) => void;
}

const box: SecretBox = {
  strength: async () => 'strong',
  encrypt: async (text) => ({ v: 1, alg: 'safeStorage', data: btoa(text) }),
  decrypt: async ({ data }) => ({ kind: 'text', text: atob(data) }),
};

/** A new address, one service that fails for a while, and everything well again. */
const happenings: readonly Happening[] = [
  { after: 20_000, begin: (world) => world.moveTo(homes[1]) },
  {
    after: 60_000,
    begin(world) {
      world.breakWeb(true);
      world.moveTo(homes[2]);
    },
  },
  { after: 60_000, begin: (world) => world.breakWeb(false) },
  { after: 60_000, begin: (world) => world.moveTo(homes[0]) },
];

/** Starts the world on the loopback, so that a newcomer sees the app at work without an account. */
export async function startSandbox(clock: Clock, random: Random): Promise<Sandbox> {
  const world = await startWorld(homes[0], clock, random);
  const dns = createDnsTransport();
  return {
    settings: JSON.stringify({ ...(world.settings as object), interval: '10s' }, undefined, 2),
    sources: world.sources,
    box,
    ports: {
      http: createHttp({ userAgent: 'ddns-tray-sandbox', connected: () => true }),
      source(spec) {
        const found = world.sources.find(({ id }) => spec.kind === 'builtIn' && id === spec.id);
        if (found === undefined) throw new Error('the sandbox has only its own sources');
        return found;
      },
      verify: createVerifier({
        dns,
        random,
        systemResolvers: () => [world.nameServer],
        port: world.nameServer.port,
      }),
    },
    async live(signal) {
      try {
        for (let at = 0; ; at = (at + 1) % happenings.length) {
          const happening = happenings[at];
          await clock.sleep(happening?.after ?? 0, signal);
          happening?.begin(world);
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        await world.close();
      }
    },
  };
}
