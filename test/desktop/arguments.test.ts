import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLaunch } from '../../electron/desktop/arguments.ts';

const plain = { command: 'plain', sandbox: false, data: undefined };

describe('the command line', () => {
  it.each([
    [[], {}],
    [['--hidden'], { command: 'hidden' }],
    [['--settings'], { command: 'settings' }],
    [['--update-now'], { command: 'updateNow' }],
    [['--quit'], { command: 'quit' }],
    [['--sandbox'], { sandbox: true }],
    [['--hidden', '--sandbox'], { command: 'hidden', sandbox: true }],
    // What was asked for wins over how it was started.
    [['--hidden', '--settings'], { command: 'settings' }],
    [['--settings', '--update-now', '--quit'], { command: 'quit' }],
    // Chromium's own, in any order.
    [
      ['--original-process-start-time=1', '--hidden', '--allow-file-access-from-files'],
      { command: 'hidden' },
    ],
    // The click on a toast, when nothing runs.
    [['-Embedding'], { command: 'hidden' }],
    // Nearly ours.
    [['--Hidden', '--settings=1', 'hidden', '-quit', ' --quit', '--quit '], {}],
    [['ddns://quit', '--inspect=0', '--require=evil.js', 'C:\\settings'], {}],
  ] as const)('%j means %j', (args, expected) => {
    expect(parseLaunch(args)).toEqual({ ...plain, ...expected });
  });

  it.each([
    [['--data=/tmp/A'], undefined, '/tmp/A'],
    [['--data=/tmp/A', '--data=/tmp/B'], undefined, '/tmp/B'],
    [[], '/tmp/C', '/tmp/C'],
    [['--data=/tmp/A'], '/tmp/C', '/tmp/A'],
    [['--data='], '/tmp/C', '/tmp/C'],
    [['--data='], '', undefined],
    [['--data'], undefined, undefined],
    [['--data=/tmp/A\0B'], undefined, undefined],
    [['--data=here'], undefined, path.resolve('here')],
  ] as const)('%j and the variable %j keep the data in %j', (args, variable, data) => {
    expect(parseLaunch(args, { DDNS_TRAY_DATA: variable }).data).toBe(data);
  });

  it('is ignored where it is not ours, whatever it is', () => {
    const ours = /^(--(hidden|settings|update-now|quit|sandbox|data=.*)|-Embedding)$/s;
    const foreign = fc.array(fc.string().filter((arg) => !ours.test(arg)));
    fc.assert(
      fc.property(foreign, (args) => {
        expect(parseLaunch(args)).toEqual(plain);
      }),
    );
  });
});
