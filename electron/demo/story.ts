import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { quietSurroundings } from '../core/quiet-network.ts';
import { readSettings } from '../core/settings/reader.ts';
import type { AppState } from '../core/state.ts';
import { recordState } from '../core/state.ts';
import { Updater } from '../core/updater.ts';
import { createVerifier } from '../core/verifier.ts';
import { systemClock, systemRandom } from '../node/clock.ts';
import { systemCommands } from '../node/command.ts';
import { createDnsTransport } from '../node/dns.ts';
import { createHttp } from '../node/http.ts';
import { systemInterfaces } from '../node/interfaces.ts';
import { createSilentLog } from '../node/log.ts';
import { createStateStore } from '../node/state-file.ts';
import { loadProviders } from '../providers/registry.ts';
import { fastClock } from './fast-clock.ts';
import { createNarrator } from './narrator.ts';
import { lanHost, startWorld, type World, webHost } from './world.ts';

export interface DemoOutput {
  readonly language: Language;
  readonly write: (text: string) => void;
  /** Bold for headings, where a terminal shows it. */
  readonly bold: (text: string) => string;
}

/** Chance that leaves nobody out for long: each step goes on by the golden ratio. */
function evenChance(): () => number {
  let at = systemRandom();
  return () => {
    at = (at + 0.618_034) % 1;
    return at;
  };
}

/** A minute of the demo’s clock takes three quarters of a second. */
const speed = 80;
/** Milliseconds of the real clock that one scene may take. */
const sceneLimit = 8_000;
/** Long enough between two scenes to read what was said. */
const pause = 700;

const homes = ['81.2.69.142', '89.160.20.112', '2.125.160.216'] as const;
const lie = '175.16.199.7';
const liar = 2;

/**
 * Runs the product itself in a small world on the loopback, and tells what it does. Resolves with
 * the exit status: 0 when every record came right, 1 otherwise. Takes less than 15 seconds.
 */
export async function runDemo(output: DemoOutput): Promise<number> {
  const clock = fastClock(systemClock, speed);
  const folder = await mkdtemp(join(tmpdir(), 'ddns-tray-demo-'));
  const world = await startWorld(homes[0], clock, systemRandom);
  const stage = await openStage(world, clock, folder, output);
  const running = stage.updater.run();
  try {
    return await play(world, stage, output);
  } finally {
    stage.updater.stop();
    await running;
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Those that the demo's world speaks. */
const demoProviders: readonly string[] = ['rfc2136', 'powerdns'];

interface Stage {
  readonly updater: Updater;
  /** Resolves with true when a state fits, false when the scene takes too long. */
  readonly until: (fits: (state: AppState) => boolean) => Promise<boolean>;
}

async function openStage(
  world: World,
  clock: ReturnType<typeof fastClock>,
  folder: string,
  output: DemoOutput,
): Promise<Stage> {
  const providers = await loadProviders(demoProviders);
  const providerById = (id: string) => providers.find((provider) => provider.id === id);
  const read = readSettings(world.settings, {
    providers,
    sources: world.sources,
    resolveSecret: () => ({ ok: false, problem: { kind: 'noEnvironment', variable: '' } }),
    fingerprint: (text) => String(text.length),
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { settings } = read;
  const narrate = createNarrator({
    language: output.language,
    settings,
    provider: providerById,
    say: (text) => output.write(`  ${text}\n`),
  });
  const watchers = new Set<(state: AppState) => void>();
  const dns = createDnsTransport();
  const updater = await Updater.open(
    {
      clock,
      ...quietSurroundings,
      random: evenChance(),
      log: createSilentLog(),
      store: createStateStore({ folder, onNotice: () => undefined, now: clock.now }),
      http: createHttp({ userAgent: 'ddns-tray-demo', connected: () => true }),
      dns,
      interfaces: systemInterfaces,
      commands: systemCommands,
      provider: (id) => {
        const provider = providerById(id);
        if (provider === undefined) throw new Error(`there is no provider ${id}`);
        return provider;
      },
      source: (spec) => {
        const source = world.sources.find(({ id }) => spec.kind === 'builtIn' && id === spec.id);
        if (source === undefined) throw new Error('the demo has only its own sources');
        return source;
      },
      verify: createVerifier({
        dns,
        random: systemRandom,
        systemResolvers: () => [world.nameServer],
        port: world.nameServer.port,
      }),
      onState(state) {
        narrate(state);
        for (const watch of watchers) watch(state);
      },
    },
    settings,
  );
  const until: Stage['until'] = (fits) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => finish(false), sceneLimit);
      const watch = (state: AppState) => {
        if (fits(state)) finish(true);
      };
      const finish = (came: boolean) => {
        clearTimeout(timer);
        watchers.delete(watch);
        resolve(came);
      };
      watchers.add(watch);
    });
  return { updater, until };
}

interface Scene {
  readonly title: string;
  readonly begin: () => void;
  readonly fits: (state: AppState) => boolean;
}

async function play(world: World, { until }: Stage, output: DemoOutput): Promise<number> {
  const texts = catalogue(output.language).demo;
  output.write(`${output.bold(texts.title)}\n\n`);
  for (const line of texts.intro) output.write(`${line}\n`);
  for (const { title, begin, fits } of scenes(world, output.language)) {
    output.write(`\n${output.bold(title)}\n`);
    begin();
    if (!(await until(fits))) {
      output.write(`\n${texts.failedStory(title)}\n`);
      return 1;
    }
    await systemClock.sleep(pause);
  }
  const right = [lanHost, webHost].every((host) => world.held(host) === homes[2]);
  output.write(`\n${right ? `${texts.end}\n${texts.next}` : texts.failedStory(texts.end)}\n`);
  return right ? 0 : 1;
}

function scenes(world: World, language: Language): readonly Scene[] {
  const { scenes: titles } = catalogue(language).demo;
  const lan = `lan/${lanHost}/A`;
  const web = `web/${webHost}/A`;
  const verified = (state: AppState, id: string, address: string) => {
    const { published, verification } = recordState(state, id);
    return published?.address.text === address && verification?.kind === 'matches';
  };
  const bothAt = (address: string) => (state: AppState) =>
    verified(state, lan, address) && verified(state, web, address);
  return [
    { title: titles.start, begin: () => undefined, fits: bothAt(homes[0]) },
    {
      title: titles.moved(homes[1]),
      begin: () => world.moveTo(homes[1]),
      fits: bothAt(homes[1]),
    },
    {
      title: titles.lying(world.sources[liar]?.id ?? '', lie),
      begin: () => world.lie(liar, lie),
      fits: ({ families: { ipv4 } }) =>
        ipv4.last?.kind === 'known' && ipv4.last.voices.some(({ address }) => address.text === lie),
    },
    {
      title: titles.broken,
      begin: () => {
        world.lie(liar, undefined);
        world.breakWeb(true);
        world.moveTo(homes[2]);
      },
      fits: (state) => verified(state, lan, homes[2]) && recordState(state, web).failures > 0,
    },
    { title: titles.mended, begin: () => world.breakWeb(false), fits: bothAt(homes[2]) },
  ];
}
