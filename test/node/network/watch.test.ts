import { execFile } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Monitor, type Pace, watchNetwork } from '../../../electron/node/network/watch.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Beats never come. */
const tellsOnly: Pace = { beat: 2 ** 31 - 1, gather: 20, pause: 2 ** 31 - 1 };
const beats: Pace = { beat: 10, gather: 5, pause: 10 };

let ending = new AbortController();
afterEach(() => {
  ending.abort();
  ending = new AbortController();
});

/** A network that is what the test says, and how often it was looked at. */
function network() {
  const state = { now: 'home', looks: 0 };
  const look = async () => {
    state.looks += 1;
    return state.now;
  };
  return { state, look };
}

/** A monitor that prints what the test tells it to. */
function monitor(tells: Monitor['tells'] = () => true) {
  const folder = temporaryFolder();
  const [words, pid] = [path.join(folder, 'words'), path.join(folder, 'pid')];
  writeFileSync(words, '');
  const script = 'echo $$ > "$0"; exec tail -n +1 -f "$1"';
  return {
    monitor: { file: 'sh', args: ['-c', script, pid, words], tells },
    say: (text: string) => appendFileSync(words, text),
    pid: () => Number(readFileSync(pid, 'utf8')),
  };
}

/** A process that ended and was waited for; one that nobody waited for is still there. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

describe('with a monitor, a change', () => {
  it('is told when the network is another one after its word', async () => {
    const { state, look } = network();
    const told = vi.fn();
    const { monitor: program, say } = monitor();
    watchNetwork({ look, glance: look, monitor: program }, told, ending.signal, tellsOnly);
    await expect.poll(() => state.looks).toBe(1);
    say('a route was refreshed\n');
    await expect.poll(() => state.looks).toBe(2);
    expect(told).not.toHaveBeenCalled();
    state.now = 'hotel';
    say('an address was added\n');
    await expect.poll(() => told.mock.calls.length).toBe(1);
  });

  it('is told once, however many words come with it', async () => {
    // Polling would let their time go by.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { state, look } = network();
    const told = vi.fn();
    let heard = 0;
    const { monitor: program, say } = monitor(() => {
      heard += 1;
      return true;
    });
    watchNetwork({ look, glance: look, monitor: program }, told, ending.signal, tellsOnly);
    state.now = 'hotel';
    say('an address was removed\n');
    while (heard < 1) await new Promise(setImmediate);
    say('an address was added\n'.repeat(500));
    while (heard < 2) await new Promise(setImmediate);
    expect(told).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10 * tellsOnly.gather);
    expect(told).toHaveBeenCalledTimes(1);
    expect(state.looks).toBe(2);
  });

  it('is not missed when it comes during a look', async () => {
    const waiting: ((text: string) => void)[] = [];
    const look = () => new Promise<string>((resolve) => waiting.push(resolve));
    const told = vi.fn();
    let heard = 0;
    const { monitor: program, say } = monitor(() => {
      heard += 1;
      return true;
    });
    watchNetwork({ look, glance: look, monitor: program }, told, ending.signal, tellsOnly);
    waiting[0]?.('home');
    say('a word\n');
    await expect.poll(() => waiting.length).toBe(2);
    say('another\n');
    await expect.poll(() => heard).toBe(2);
    waiting[1]?.('home');
    await expect.poll(() => waiting.length).toBe(3);
    waiting[2]?.('hotel');
    await expect.poll(() => told.mock.calls.length).toBe(1);
  });

  it('is not looked for after words that say nothing of one', async () => {
    const { state, look } = network();
    const heard: string[] = [];
    const { monitor: program, say } = monitor((line) => {
      heard.push(line);
      return line === 'address';
    });
    watchNetwork({ look, glance: look, monitor: program }, () => {}, ending.signal, tellsOnly);
    say('neighbour\nneigh');
    await expect.poll(() => heard.length).toBe(1);
    say('bour\naddr');
    await expect.poll(() => heard.length).toBe(2);
    expect(state.looks).toBe(1);
    say('ess\n');
    await expect.poll(() => state.looks).toBe(2);
  });

  it('is looked for a moment after the monitor’s start, which hears nothing of before', async () => {
    const { state, look } = network();
    const told = vi.fn();
    const pace = { ...tellsOnly, beat: 30 };
    watchNetwork({ look, glance: look, monitor: monitor().monitor }, told, ending.signal, pace);
    await expect.poll(() => state.looks).toBe(1);
    state.now = 'hotel';
    await expect.poll(() => told.mock.calls.length).toBe(1);
  });
});

describe('without a monitor, a change', () => {
  it('is told at a beat', async () => {
    const { state, look } = network();
    const told = vi.fn();
    watchNetwork({ look, glance: look }, told, ending.signal, beats);
    await expect.poll(() => state.looks).toBeGreaterThan(3);
    expect(told).not.toHaveBeenCalled();
    state.now = 'hotel';
    await expect.poll(() => told.mock.calls.length).toBe(1);
  });

  it.each(['/nowhere/there/is/no/monitor', '/'])(
    'is told at a beat where the program %s does not start',
    async (file) => {
      const { state, look } = network();
      const told = vi.fn();
      const program = { file, args: [], tells: () => true };
      watchNetwork({ look, glance: look, monitor: program }, told, ending.signal, beats);
      await expect.poll(() => state.looks).toBeGreaterThan(3);
      state.now = 'hotel';
      await expect.poll(() => told.mock.calls.length).toBe(1);
    },
  );

  it('is told by the cheaper look where there is one', async () => {
    const [dear, cheap] = [network(), network()];
    const told = vi.fn();
    watchNetwork({ look: dear.look, glance: cheap.look }, told, ending.signal, beats);
    await expect.poll(() => cheap.state.looks).toBeGreaterThan(3);
    expect(dear.state.looks).toBe(0);
    cheap.state.now = 'hotel';
    await expect.poll(() => told.mock.calls.length).toBe(1);
  });
});

describe('a monitor that ends', () => {
  it('is started again, and what it missed is told', async () => {
    const starts = path.join(temporaryFolder(), 'starts');
    writeFileSync(starts, '');
    const { state, look } = network();
    const told = vi.fn();
    const program = { file: 'sh', args: ['-c', 'echo >> "$0"', starts], tells: () => true };
    watchNetwork({ look, glance: look, monitor: program }, told, ending.signal, beats);
    await expect.poll(() => readFileSync(starts).length).toBeGreaterThan(2);
    state.now = 'hotel';
    await expect.poll(() => told.mock.calls.length).toBe(1);
  });
});

describe('after the end', () => {
  it('no monitor is left, and nothing is looked at', async () => {
    const { state, look } = network();
    const { monitor: program, pid } = monitor();
    watchNetwork({ look, glance: look, monitor: program }, () => {}, ending.signal, beats);
    await expect.poll(() => state.looks).toBeGreaterThan(0);
    await expect.poll(() => pid() > 0).toBe(true);
    const running = pid();
    expect(isGone(running)).toBe(false);
    ending.abort();
    await expect.poll(() => isGone(running)).toBe(true);
  });

  it('nothing is started any more', () => {
    const { state, look } = network();
    ending.abort();
    watchNetwork({ look, glance: look }, () => {}, ending.signal, beats);
    expect(state.looks).toBe(0);
  });

  it('a change that a look still finds is not told', async () => {
    let answer: (text: string) => void = () => {};
    const look = () => new Promise<string>((resolve) => (answer = resolve));
    const told = vi.fn();
    watchNetwork({ look, glance: look }, told, ending.signal, beats);
    answer('home');
    const first = answer;
    await expect.poll(() => answer !== first).toBe(true);
    ending.abort();
    answer('hotel');
    await Promise.resolve();
    expect(told).not.toHaveBeenCalled();
  });
});

it('watching keeps no process alive, and its monitor ends with it', async () => {
  const { monitor: program, pid } = monitor();
  const module = pathToFileURL(path.resolve('electron/node/network/watch.ts')).href;
  const script = `
    import { existsSync } from 'node:fs';
    import { watchNetwork } from ${JSON.stringify(module)};
    const monitor = { ...${JSON.stringify(program)}, tells: () => true };
    const look = async () => 'home';
    const pace = { beat: 1e9, gather: 1e9, pause: 1e9 };
    watchNetwork({ look, glance: look, monitor }, () => {}, new AbortController().signal, pace);
    while (!existsSync(monitor.args[2])) await new Promise((resolve) => setTimeout(resolve, 5));
  `;
  const args = ['--input-type=module', '-e', script];
  await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
  await expect.poll(() => isGone(pid())).toBe(true);
});
