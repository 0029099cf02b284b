import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../package.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, '.github/workflows');
const texts = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly environment?: string;
  readonly container?: { readonly image: string };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: { readonly group: string };
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflows = [...texts].map(([name, text]) => ({
  name,
  text,
  workflow: parse(text) as Workflow,
}));
const scripts = Object.keys(packageJson.scripts);
/** Commands that run code of the repository's or of a package's. */
const runsCode = /\b(?:npm (?:ci|install|test|run|pack|exec)|npx|node)\b/;

describe.each(workflows)('$name', ({ text, workflow }) => {
  const jobs = Object.entries(workflow.jobs);
  const stepsOf = ({ steps = [] }: Job) => steps;
  const steps = jobs.flatMap(([, job]) => stepsOf(job));
  const runs = steps.flatMap(({ run }) => run ?? []);

  it('takes every action and container at one commit, with its version beside it', () => {
    const lines = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
    const foreign = lines.filter((line) => !line.includes('uses: ./'));
    for (const line of foreign) {
      expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    expect(lines).toHaveLength(
      [...steps, ...jobs.map(([, job]) => job)].filter(({ uses }) => uses !== undefined).length,
    );
    for (const [, { container }] of jobs) {
      if (container !== undefined) expect(container.image).toMatch(/@sha256:[0-9a-f]{64}$/);
    }
  });

  it('has one commit for each action', () => {
    const commits = new Set([...text.matchAll(/uses: (\S+@[0-9a-f]{40})/g)].map(([, one]) => one));
    const names = new Set([...commits].map((one) => one?.split('@')[0]));
    expect(commits.size).toBe(names.size);
  });

  it('may read alone, but for the jobs that run no code of ours', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [name, job] of jobs) {
      const { permissions = {} } = job;
      if (!Object.values(permissions).includes('write')) continue;
      const risky = stepsOf(job).filter(
        ({ run = '', uses = '' }) => runsCode.test(run) || uses.startsWith('actions/checkout@'),
      );
      expect(risky, name).toEqual([]);
    }
  });

  it('never runs with rights of its own on what a stranger sends', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
    // A text of somebody else's would become part of the program.
    for (const run of runs) expect(run).not.toContain('${{');
  });

  it('leaves no credentials behind, runs once at a time, and ends', () => {
    expect(workflow.concurrency?.group).toMatch(/./);
    for (const { uses = '', with: given } of steps) {
      if (uses.startsWith('actions/checkout@')) {
        expect(given).toMatchObject({ 'persist-credentials': false });
      }
    }
    for (const [name, job] of jobs) {
      if (job.uses === undefined) expect(job['timeout-minutes'], name).toBeGreaterThan(0);
    }
  });

  it('gives secrets only to jobs that an environment guards', () => {
    for (const [name, job] of jobs) {
      if (JSON.stringify(job).includes('secrets.')) expect(job.environment, name).toMatch(/./);
    }
  });

  it('runs only what there is', () => {
    const named = runs.flatMap((run) => [...run.matchAll(/npm run ([\w:-]+)/g)]);
    for (const [, script] of named) expect(scripts).toContain(script);
    const files = runs.flatMap((run) => [
      ...run.matchAll(/(?:^|\s)((?:\.ci|scripts|test)\/[\w./-]+)/g),
    ]);
    for (const [, file = ''] of files) expect(existsSync(path.join(root, file)), file).toBe(true);
  });
});

it('the key of the updates is in one job, which packages nothing', () => {
  const holders = workflows.flatMap(({ workflow }) =>
    Object.values(workflow.jobs).filter((job) => JSON.stringify(job).includes('RELEASE_KEY')),
  );
  expect(holders).toHaveLength(1);
  expect(holders[0]?.environment).toBe('release');
  expect(JSON.stringify(holders[0]?.steps)).toContain('npm run dist -- --collect');
});

it('every workflow has the same Node as the tests', () => {
  const versions = [...texts.values()].flatMap((text) => [
    ...text.matchAll(/node-version: (\S+)|node:([\d.]+)-/g),
  ]);
  expect(versions.length).toBeGreaterThan(0);
  for (const [, setUp, image] of versions) {
    expect(setUp ?? image).toBe(packageJson.devDependencies.node);
  }
});
