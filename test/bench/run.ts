import { parseArgs } from 'node:util';
import { countApiCalls } from './api-calls.ts';
import { measureDesktop, measureEndurance } from './desktop.ts';
import { benchLab } from './lab.ts';
import {
  type Cycles,
  type Idle,
  measureCycles,
  measureEmptyNode,
  measureIdle,
  measureStarts,
  type Starts,
} from './measure.ts';
import { findPrograms, type Program } from './program.ts';
import {
  apiTable,
  cycleTable,
  desktopTable,
  enduranceTable,
  type Figures,
  idleTable,
  startTable,
} from './report.ts';
import { renderTable, type Table } from './table.ts';
import { measureWindow, windowTables } from './window.ts';
import { startWorld } from './world.ts';

const recordCounts = [1, 100] as const;
/** Starts of which the middle one counts. */
const runs = { 1: 7, 100: 3 } as const;

const usage = `npm run bench -- [lab] [--idle SECONDS]

Measures DDNS Tray, and ddclient and inadyn where they are installed, against services of its own on
the loopback. Figures are printed, not judged.

  lab             measures in a laboratory of network namespaces instead: from a change of the
                  address to the changed record, and what the Internet sees of programs at rest
  --idle SECONDS  how long the daemons rest while processor time is counted (default 60; lab: 200)
`;

/** What to measure and the seconds to rest, or undefined where only the help was wished for. Throws for anything else. */
function readArguments(): { readonly inLab: boolean; readonly wait: number } | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      idle: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return undefined;
  const [part, ...others] = positionals;
  const inLab = part === 'lab';
  if (others.length > 0 || !(inLab || part === undefined)) throw new Error(usage);
  const wait = Number(values.idle ?? (inLab ? 200 : 60));
  if (!(wait >= 1 && wait <= 86_400)) throw new Error('--idle takes 1 to 86400 seconds');
  return { inLab, wait };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function print(table: Table): void {
  process.stdout.write(`${renderTable(table).join('\n')}\n\n`);
}

/** One program's trouble must not end the run: its figures then show a dash. */
async function attempt<Result>(
  what: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  say(what);
  try {
    return await work();
  } catch (error) {
    say(`  could not be measured: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function measureOne(program: Program): Promise<Omit<Figures, 'idle'>> {
  const { name } = program;
  const cycles = new Map<number, Cycles>();
  const starts = new Map<number, Starts>();
  for (const records of recordCounts) {
    const ran = await attempt(`${name}: checks of the daemon, records: ${records}`, () =>
      measureCycles(program, records),
    );
    if (ran !== undefined) cycles.set(records, ran);
    const began = await attempt(`${name}: single starts, records: ${records}`, () =>
      measureStarts(program, records, runs[records]),
    );
    if (began !== undefined) starts.set(records, began);
  }
  return { name, cycles, starts };
}

async function canVerify(): Promise<boolean> {
  const world = await startWorld(1);
  await world.close();
  return world.verifiable;
}

async function benchDesktop(wait: number, empty: Idle | undefined): Promise<void> {
  const figures = await attempt(`desktop app: ${wait} s at rest`, () =>
    measureDesktop(wait, empty?.memory),
  );
  if (figures !== undefined) print(desktopTable(figures));
  const endurance = await attempt('desktop app: 10,000 checks', () =>
    measureEndurance([1_000, 5_000, 10_000]),
  );
  if (endurance !== undefined) print(enduranceTable(endurance));
}

async function benchWindow(): Promise<void> {
  const figures = await attempt('desktop app: windows', measureWindow);
  if (figures === undefined) return;
  for (const table of windowTables(figures)) print(table);
}

async function bench(wait: number): Promise<void> {
  const found = findPrograms();
  const programs = found.filter((one): one is Program => !('missing' in one));
  for (const one of found)
    if ('missing' in one) process.stdout.write(`${one.name} is left out: ${one.missing}.\n`);

  const measured: Omit<Figures, 'idle'>[] = [];
  for (const program of programs) measured.push(await measureOne(program));
  // All at once: they rest, and so they rest under the same conditions.
  const resting = await Promise.all([
    attempt(`all: ${wait} s at rest`, () => measureEmptyNode(wait)),
    ...programs.map((program) =>
      attempt(`${program.name}: rests`, () => measureIdle(program, wait)),
    ),
  ]);
  const [empty, ...idle]: readonly (Idle | undefined)[] = resting;
  const all = measured.map((figures, at): Figures => ({ ...figures, idle: idle[at] }));

  const verifies = await canVerify();
  process.stdout.write(`${programs.map(({ name, version }) => `${name} ${version}`).join(', ')}\n`);
  process.stdout.write(`Node ${process.version}, ${process.platform} ${process.arch}\n\n`);
  for (const records of recordCounts) print(cycleTable(all, records, verifies));
  print(startTable(all, recordCounts));
  print(idleTable(all, empty, wait, process.platform));
  print(apiTable(await countApiCalls(recordCounts)));
  await benchDesktop(wait, empty);
  await benchWindow();
}

const wish = readArguments();
if (wish === undefined) process.stdout.write(usage);
else if (wish.inLab) await benchLab(wish.wait, say, print);
else await bench(wish.wait);
