/**
 * Breaks each rule of the domain on purpose, in a copy, and sees that somebody notices:
 *
 *     npm run mutants
 *
 * Prints who caught each break. The exit status is 1 where one survives, where its patch does not
 * apply any more (mend it in mutant-list.ts), or where the simulator objects to the code as it is.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedDays, fixedSeeds } from './fixed-seeds.ts';
import { type Mutant, mutants } from './mutant-list.ts';

const project = join(import.meta.dirname, '..', '..');
const copy = mkdtempSync(join(tmpdir(), 'ddns-tray-mutants-'));
const copied = ['electron', 'test', 'package.json', 'tsconfig.json', 'tsconfig.base.json'];

/** The rules that the simulator found broken, in the order in which it says so. */
function simulate(): readonly string[] {
  const found = new Set<string>();
  for (const seed of fixedSeeds) {
    const args = ['test/sim/run.ts', '--seed', String(seed), '--days', String(fixedDays)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, {
      cwd: copy,
      encoding: 'utf8',
    });
    for (const [, rule] of stdout.matchAll(/^BROKEN (rule \d+|[^:\n]+)/gm)) {
      if (rule !== undefined) found.add(rule);
    }
    if (status !== 0 && found.size === 0) found.add(`a crash: ${stderr.slice(0, 300)}`);
    if (found.size > 0) break;
  }
  return [...found];
}

function runTest(file: string): readonly string[] {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const { stdout, status } = spawnSync(process.execPath, [vitest, 'run', file], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (status === 0) return [];
  const failed = [...stdout.matchAll(/^ ?FAIL {2}(.+)$/gm)].map(([, name]) => name ?? '');
  return failed.length > 0 ? failed.slice(0, 3) : [file];
}

/** Who notices this break; nobody for an empty list. */
function caught({ file, find, replace, test }: Mutant): readonly string[] {
  const path = join(copy, 'electron', file);
  const whole = readFileSync(path, 'utf8');
  const parts = whole.split(find);
  if (parts.length !== 2) {
    throw new Error(`the patch fits ${parts.length - 1} times, not once; mend mutant-list.ts`);
  }
  writeFileSync(path, parts.join(replace));
  try {
    return test === undefined ? simulate() : runTest(test);
  } finally {
    writeFileSync(path, whole);
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function judge(mutant: Mutant): boolean {
  const what = `rule ${mutant.rule}: ${mutant.what} (${mutant.file})`;
  try {
    const by = caught(mutant);
    const label = mutant.test === undefined ? 'simulator: ' : '';
    say(
      by.length > 0
        ? `caught    ${what}\n          by ${label}${by.join('; ')}`
        : `SURVIVED  ${what}`,
    );
    return by.length > 0;
  } catch (error) {
    say(`BROKEN    ${what}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

try {
  for (const name of [...copied, 'vitest.config.ts']) {
    cpSync(join(project, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  const already = simulate();
  if (already.length > 0) throw new Error(`unbroken code breaks ${already.join('; ')}`);
  const survivors = mutants.filter((mutant) => !judge(mutant));
  const rules = new Set(mutants.map(({ rule }) => rule));
  const bare = Array.from({ length: 11 }, (_, at) => at + 1).filter((rule) => !rules.has(rule));
  if (bare.length > 0) say(`BROKEN    no mutant for rule ${bare.join(', ')}`);
  process.exitCode = survivors.length + bare.length > 0 ? 1 : 0;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
