import type { Family } from '../../electron/core/address.ts';
import type { EnginePorts, VerifyTarget } from '../../electron/core/engine.ts';
import { NetError } from '../../electron/core/ports.ts';
import { quietSurroundings } from '../../electron/core/quiet-network.ts';
import type { Settings } from '../../electron/core/settings.ts';
import type { AppState, Verification } from '../../electron/core/state.ts';
import { Updater } from '../../electron/core/updater.ts';
import type { Notice } from '../../electron/core/views/notices.ts';
import {
  aborted,
  echoIds,
  type FakeProvider,
  type FakeSource,
  fakeProvider,
  fakeSource,
  punishing,
  reading,
  type Saying,
  writing,
} from './core-world-parts.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';
import { type LogLine, rememberingLog } from './remembering-log.ts';

/** What a verifier answers for one target; undefined for nothing before the signal aborts. */
export type Looking = (target: VerifyTarget) => Verification['kind'] | undefined;

/** One computer with its disk, its sources, three hosts and their name servers: all by hand. */
export interface CoreWorld {
  readonly clock: ManualClock;
  readonly sources: readonly FakeSource[];
  readonly providers: Readonly<Record<'reading' | 'punishing' | 'writing', FakeProvider>>;
  readonly log: LogLine[];
  readonly notices: Notice[];
  /** What happened, in order: `save`, `apply RECORD…`, `verify RECORD…`. */
  readonly events: string[];
  readonly ports: EnginePorts;
  looks: Looking;
  /** The disk refuses every write. */
  diskFull: boolean;
  random: number;
  /** What is on the disk, as JSON made it. */
  saved(): AppState | undefined;
  /** Whatever is on the disk when the next process starts. */
  put(state: AppState): void;
  /** Starts a process from what is on the disk. */
  open(settings: Settings): Promise<Updater>;
  /** Every source says this. */
  say(family: Family, said: Saying): void;
  /** All that one provider was told, in order: `RECORD ADDRESS`. */
  told(provider: keyof CoreWorld['providers']): readonly string[];
  asked(): number;
}

export function coreWorld(): CoreWorld {
  const clock = manualClock();
  const events: string[] = [];
  const log: LogLine[] = [];
  const notices: Notice[] = [];
  const names = (list: readonly { readonly record: { readonly id: string } }[]) =>
    list.map(({ record }) => record.id).join(' ');
  const make = (id: string, capabilities: typeof reading) =>
    fakeProvider(id, capabilities, (changes) => events.push(`apply ${names(changes)}`));
  const sources = echoIds.map((id) => fakeSource(id));
  const providers = {
    reading: make('reading', reading),
    punishing: make('punishing', punishing),
    writing: make('writing', writing),
  };
  let disk: string | undefined;
  const unplugged = async () => Promise.reject(new NetError('offline', 'nowhere'));

  const ports: EnginePorts = {
    ...quietSurroundings,
    clock,
    random: () => world.random,
    log: rememberingLog(log),
    store: {
      load: async () => (disk === undefined ? undefined : (JSON.parse(disk) as AppState)),
      save: async (state) => {
        if (world.diskFull) throw new Error('ENOSPC');
        disk = JSON.stringify(state);
        events.push('save');
      },
    },
    http: { send: unplugged },
    dns: { exchange: unplugged },
    interfaces: { list: () => [] },
    commands: { run: unplugged },
    provider: (id) => found(Object.values(providers), id),
    source: (spec) => found(sources, spec.kind === 'builtIn' ? spec.id : spec.kind),
    verify: async (targets, _, signal) => {
      events.push(`verify ${names(targets)}`);
      const kinds = targets.map((target) => world.looks(target));
      const known = kinds.flatMap((kind) => kind ?? []);
      return known.length < kinds.length ? aborted(signal) : known;
    },
    onNotice: (notice) => notices.push(notice),
  };

  const world: CoreWorld = {
    clock,
    sources,
    providers,
    log,
    notices,
    events,
    ports,
    looks: () => 'matches',
    diskFull: false,
    random: 0.5,
    saved: () => (disk === undefined ? undefined : (JSON.parse(disk) as AppState)),
    put: (state) => {
      disk = JSON.stringify(state);
    },
    open: (settings) => Updater.open(ports, settings),
    say: (family, said) => {
      for (const source of sources) source.says = { ...source.says, [family]: said };
    },
    told: (id) =>
      providers[id].calls.flatMap((changes) =>
        changes.map(({ record, address }) => `${record.id} ${address.text}`),
      ),
    asked: () => sources.reduce((sum, { asked }) => sum + asked.length, 0),
  };
  return world;
}

function found<Thing extends { readonly id: string }>(things: readonly Thing[], id: string): Thing {
  const thing = things.find((each) => each.id === id);
  if (thing === undefined) throw new Error(`no ${id}`);
  return thing;
}
