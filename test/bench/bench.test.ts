import { afterEach, describe, expect, it } from 'vitest';
import { disposer } from '../support/disposer.ts';
import type { Cycle } from './measure.ts';
import { difference, noTraffic } from './meter.ts';
import { shebangFlags } from './program.ts';
import { cycleTable, type Figures, idleTable, startTable } from './report.ts';
import { median, renderTable } from './table.ts';
import { parseCpu, parseMemory } from './usage.ts';
import { addresses, credentials, startWorld } from './world.ts';

const { own, dispose } = disposer();
afterEach(dispose);

const cycle: Cycle = { ...noTraffic, requests: 2, sent: 405, received: 308, time: 9.62 };
const idle = {
  starting: 0.3,
  cpu: 0.04,
  memory: { rss: 66_560, pss: 40_960, own: 30_720 },
  traffic: { ...noTraffic, requests: 1 },
};
const empty = {
  ...idle,
  memory: { rss: 41_984, pss: 10_240, own: 8_192 },
  traffic: undefined,
};
const figures: Figures = {
  name: 'ours',
  cycles: new Map([[1, { idle: cycle, change: cycle }]]),
  starts: new Map([[1, { idle: 250, change: undefined }]]),
  idle,
};
const unmeasured: Figures = {
  name: 'theirs',
  cycles: new Map(),
  starts: new Map(),
  idle: undefined,
};

function cells(lines: readonly string[], label: string): readonly string[] {
  const line = lines.find((one) => one.startsWith(label)) ?? '';
  return line
    .slice(label.length)
    .trim()
    .split(/\s{2,}/);
}

describe('the tables of the bench', () => {
  it('show each program in its column, and a dash for what was not measured', () => {
    const lines = renderTable(cycleTable([figures, unmeasured], 1, true));
    expect(cells(lines, 'change: bytes sent')).toEqual(['405', '–']);
    expect(cells(lines, 'change: time')).toEqual(['9.6 ms', '–']);
    const starts = renderTable(startTable([figures, unmeasured], [1, 100]));
    expect(cells(starts, 'idle, 1 record')).toEqual(['250 ms', '–']);
    expect(cells(starts, 'change, 1 record')).toEqual(['–', '–']);
    expect(cells(starts, 'idle, 100 records')).toEqual(['–', '–']);
  });

  it('show how far each program is beyond an empty node', () => {
    const lines = renderTable(idleTable([figures, unmeasured], empty, 60, 'linux'));
    expect(cells(lines, 'resident, beyond empty node')).toEqual(['24.0 MB', '–', '–']);
    expect(cells(lines, 'processor time, 60 s idle')).toEqual(['0.04 s', '–', '0.04 s']);
  });

  it('say what a system other than Linux cannot tell', () => {
    const bare = { ...figures, idle: { ...idle, cpu: undefined, memory: undefined } };
    const lines = renderTable(idleTable([bare], undefined, 60, 'darwin'));
    expect(cells(lines, 'memory, resident (RSS)')).toEqual(['–', '–']);
    expect(lines.join('\n')).toContain('/proc');
  });

  it('take the middle of several runs', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([])).toBeUndefined();
  });
});

describe('the counting of the bench', () => {
  it('counts requests, and bytes as they pass the socket', async () => {
    const world = await own(startWorld(1));
    const before = world.meter.traffic;
    const authorization = `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`;
    const get = async (path: string) => {
      const headers = { authorization, connection: 'close' };
      const response = await fetch(`http://127.0.0.1:${world.port}${path}`, { headers });
      return response.text();
    };
    expect(await get('/')).toBe(`${addresses[0]}\n`);
    expect(world.settled).toBe(false);
    const query = `hostname=${world.hosts[0]}&myip=${addresses[0]}`;
    expect(await get(`/nic/update?${query}`)).toBe(`good ${addresses[0]}\n`);
    expect(world.settled).toBe(true);
    await expect.poll(() => world.meter.isOpen).toBe(false);

    const { requests, sent, received } = difference(world.meter.traffic, before);
    expect(requests).toBe(2);
    expect(sent).toBeGreaterThan(query.length + 2 * authorization.length);
    expect(received).toBeGreaterThan(2 * 'HTTP/1.1 200 OK'.length);
    expect(world.violations).toEqual([]);
  });

  it('knows that a moved address is not there yet', async () => {
    const world = await own(startWorld(2));
    expect(world.move()).toBe(addresses[1]);
    expect(world.settled).toBe(false);
  });

  it('reads memory and processor time as the kernel writes them', () => {
    const rollup =
      'Rss:  66560 kB\nPss: 40960 kB\nPrivate_Clean: 720 kB\nPrivate_Dirty: 30000 kB\n';
    expect(parseMemory(rollup)).toEqual({ rss: 66_560, pss: 40_960, own: 30_720 });
    expect(parseMemory('')).toBeUndefined();
    const stat = '42 (a (b) c) S 1 1 1 0 -1 0 0 0 0 0 31 4 2 1 20 0 11 0 1 1';
    expect(parseCpu(stat)).toBeCloseTo(0.38);
    expect(parseCpu('')).toBeUndefined();
  });

  it('starts a script with the flags of its first line', () => {
    expect(shebangFlags('#!/usr/bin/env node\n')).toEqual([]);
    expect(shebangFlags('#!/usr/bin/env -S node --max-lazy --no-opt\n"x"')).toEqual([
      '--max-lazy',
      '--no-opt',
    ]);
  });
});
