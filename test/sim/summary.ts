import { failureKinds } from '../../electron/core/outcome.ts';
import type { Breach, RunResult } from './simulate.ts';

/** How to play one seed again. */
function command({ seed, days }: Pick<RunResult, 'seed' | 'days'>): string {
  return `npm run sim -- --seed ${seed} --days ${days}`;
}

/** One broken rule of one run, with the events that led to it. */
export function tellBreach(result: RunResult, { rule, what, trace }: Breach): string {
  return [
    `BROKEN ${rule}`,
    `  ${what}`,
    `  seed ${result.seed}, interval ${result.interval / 1000} s; again: ${command(result)}`,
    ...trace.map((line) => `    ${line}`),
  ].join('\n');
}

/** Several runs in one: counts added up. */
export interface Summary {
  runs: number;
  days: number;
  readonly counts: Record<string, number>;
  readonly failures: Record<string, number>;
  readonly kills: Record<string, number>;
  readonly broken: Record<string, number>;
}

export function emptySummary(): Summary {
  return { runs: 0, days: 0, counts: {}, failures: {}, kills: {}, broken: {} };
}

function addUp(to: Record<string, number>, from: Readonly<Record<string, number | undefined>>) {
  for (const [key, value] of Object.entries(from)) to[key] = (to[key] ?? 0) + (value ?? 0);
}

export function addRun(summary: Summary, result: RunResult): void {
  summary.runs += 1;
  summary.days += result.days;
  addUp(summary.counts, { ...result.counts });
  addUp(summary.failures, result.failures);
  addUp(summary.kills, result.kills);
  for (const { rule } of result.breaches) addUp(summary.broken, { [rule]: 1 });
}

function row(label: string, value: string | number): string {
  return `${label.padEnd(18)} ${value}`;
}

function list(counts: Readonly<Record<string, number>>, keys: readonly string[]): string {
  return keys.map((key) => `${key} ${counts[key] ?? 0}`).join(', ');
}

/** The summary as lines for people. `seconds` is the wall time. */
export function tellSummary(summary: Summary, seconds: number): string {
  const { counts, failures, kills, broken } = summary;
  const dead = Object.entries(kills).filter(([where]) => where !== 'its own pace');
  const total = dead.reduce((sum, [, count]) => sum + count, 0);
  const missed = failureKinds.filter((kind) => failures[kind] === undefined);
  const rules = Object.entries(broken).map(([rule, count]) => `${count} × ${rule}`);
  return [
    row('runs', `${summary.runs} (${summary.days} virtual days)`),
    row('checks', counts.checks ?? 0),
    row('source requests', counts.asks ?? 0),
    row('provider requests', `${counts.calls ?? 0}, records changed ${counts.writes ?? 0}`),
    row('notices', `${counts.notices ?? 0}, messages of channels ${counts.messages ?? 0}`),
    row('kills', `${total}: ${list(kills, dead.map(([where]) => where).sort())}`),
    row('starts', counts.starts ?? 0),
    row('failures met', list(failures, failureKinds)),
    row('never met', missed.length === 0 ? 'none' : missed.join(', ')),
    row('wall seconds', seconds.toFixed(1)),
    row('broken rules', rules.length === 0 ? 'none' : rules.join('; ')),
  ].join('\n');
}
