import { beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { type RequestName, requestChannel, requestNames } from '../../electron/contract/ipc.ts';
import { type Handlers, serve } from '../../electron/desktop/ipc.ts';
import { UserError } from '../../electron/desktop/user-error.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';
import { requestArguments } from '../support/request-arguments.ts';

type Listener = (event: unknown, ...args: unknown[]) => Promise<unknown>;

const wire = vi.hoisted(() => ({ listeners: new Map<string, unknown>() }));
vi.mock('electron', () => ({
  ipcMain: {
    handle(channel: string, listener: unknown) {
      if (wire.listeners.has(channel)) throw new Error('twice');
      wire.listeners.set(channel, listener);
    },
    removeHandler: (channel: string) => wire.listeners.delete(channel),
  },
}));

const texts = catalogue('en').desktop.request;
const refused = { ok: false, message: texts.refused };
const failed = { ok: false, message: texts.failed };
const tooMany = { ok: false, message: texts.tooMany };

interface Frame {
  readonly parent: Frame | null;
  readonly frameTreeNodeId: number;
  readonly origin: string;
}

const mainFrame: Frame = { parent: null, frameTreeNodeId: 1, origin: 'app://settings' };
const webContents = { mainFrame };
const fair = { sender: webContents, senderFrame: mainFrame };

const arguments_ = requestArguments('hunter2');

const from = (frame: Partial<Frame>) => ({ ...fair, senderFrame: { ...mainFrame, ...frame } });
const foreignOrigins = [
  'null',
  '',
  'app://settings.evil',
  'app://settings/',
  'APP://settings',
  'app://other',
  'file://',
  'https://settings',
];
const strangers: readonly (readonly [string, object])[] = [
  ['gone elsewhere', { ...fair, senderFrame: null }],
  ['a frame within', from({ parent: mainFrame, frameTreeNodeId: 2 })],
  ['another main frame', from({ frameTreeNodeId: 9 })],
  ['another window', { ...fair, sender: { mainFrame } }],
  ...foreignOrigins.map((origin) => [`the origin ${origin}`, from({ origin })] as const),
];

let calls: [string, unknown][];
let lines: LogLine[];
let now: number;
let destroyed: boolean;
let open: boolean;

function noting(answers: Partial<Record<RequestName, () => unknown>> = {}): Handlers {
  const all = requestNames.map((name) => [
    name,
    async (argument: unknown) => {
      calls.push([name, argument]);
      return answers[name]?.() ?? null;
    },
  ]);
  return Object.fromEntries(all) as unknown as Handlers;
}

function build(answers?: Partial<Record<RequestName, () => unknown>>) {
  const window = { webContents, isDestroyed: () => destroyed };
  return serve(noting(answers), {
    window: () => (open ? (window as never) : undefined),
    log: rememberingLog(lines),
    redact: (text) => text.replaceAll('hunter2', '[redacted]'),
    language: () => 'en',
    now: () => now,
  });
}

function send(name: string, event: unknown, ...args: unknown[]): Promise<unknown> {
  const listener = wire.listeners.get(`ddns:${name}`) as Listener;
  return listener(event, ...args);
}

const ask = (name: RequestName, argument: unknown = arguments_[name]) => send(name, fair, argument);

beforeEach(() => {
  wire.listeners.clear();
  calls = [];
  lines = [];
  now = 0;
  destroyed = false;
  open = true;
});

describe('the door', () => {
  it('answers each request of the contract, and no other', () => {
    const close = build();
    expect([...wire.listeners.keys()]).toEqual(requestNames.map(requestChannel));
    close();
    expect(wire.listeners.size).toBe(0);
  });

  it.each(requestNames)('lets %s of the window in', async (name) => {
    build({ [name]: () => 'answer' });
    expect(await ask(name)).toEqual({ ok: true, value: 'answer' });
    expect(calls).toEqual([[name, arguments_[name]]]);
  });

  it.each(requestNames)('refuses %s of any other shape', async (name) => {
    build();
    const wrong: unknown[] = [
      undefined,
      'text',
      7,
      [],
      {},
      { ...(arguments_[name] as object), more: 1 },
      [arguments_[name]],
      JSON.parse('{"__proto__":{"force":true}}'),
      { text: 'x'.repeat(2 ** 20 + 1), account: '', secrets: {} },
    ];
    for (const argument of wrong) {
      now += 60_000;
      expect(await send(name, fair, argument), JSON.stringify(argument)).toEqual(refused);
    }
    now += 60_000;
    expect(await send(name, fair)).toEqual(refused);
    now += 60_000;
    expect(await send(name, fair, arguments_[name], null)).toEqual(refused);
    expect(calls).toEqual([]);
  });

  it.each(strangers)('refuses a stranger: %s', async (_what, event) => {
    build();
    expect(await send('settingsText', event, null)).toEqual(refused);
    expect(calls).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  it('refuses everybody while the window is closed', async () => {
    build();
    open = false;
    expect(await ask('snapshot')).toEqual(refused);
    open = true;
    destroyed = true;
    expect(await ask('snapshot')).toEqual(refused);
    expect(calls).toEqual([]);
  });

  it('leaves the prototype of all objects as it is', async () => {
    build();
    const values = JSON.parse('{"__proto__":"x","constructor":"y"}');
    await ask('testAccount', { isNew: true, account: { id: 'home', service: 'x', values } });
    expect(calls).toEqual([]);
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });
});

describe('a failure', () => {
  it('with a sentence for the user reaches them, without secrets', async () => {
    build({
      saveSettings: () => {
        throw new UserError('Not written:\nhunter2 is taken.');
      },
    });
    expect(await ask('saveSettings')).toEqual({
      ok: false,
      message: 'Not written: [redacted] is taken.',
    });
  });

  it.each([
    new Error('ENOENT /home/me/hunter2\n  at code.ts:1'),
    'a text',
    undefined,
    { stack: 'x' },
  ])('of ours is for the log alone: %s', async (error) => {
    build({
      saveSettings: () => {
        throw error;
      },
    });
    expect(await ask('saveSettings')).toEqual(failed);
    expect(lines).toEqual([
      {
        level: 'error',
        message: 'a request of the window failed',
        fields: { request: 'saveSettings', error },
      },
    ]);
  });

  it('to understand an argument does not put the argument in the log', async () => {
    build();
    const values = { token: 7, other: 'hunter2' };
    await ask('testAccount', { isNew: true, account: { id: 'home', service: 'x', values } });
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });
});

describe('too much', () => {
  it('is refused until some time has passed', async () => {
    build();
    const flood = await Promise.all(Array.from({ length: 200 }, () => ask('place')));
    expect(calls.length).toBeLessThanOrEqual(60);
    expect(flood.at(-1)).toEqual(tooMany);
    now += 1000;
    expect(await ask('place')).toEqual({ ok: true, value: null });
  });

  it('of what is refused counts as well', async () => {
    build();
    for (let count = 0; count < 60; count += 1) await ask('place', 'nonsense');
    expect(await ask('place')).toEqual(tooMany);
  });

  it('is a second check within two seconds', async () => {
    build();
    expect(await ask('check')).toMatchObject({ ok: true });
    now += 1999;
    expect(await ask('check')).toEqual(tooMany);
    expect(await ask('place')).toMatchObject({ ok: true });
    now += 1;
    expect(await ask('check')).toMatchObject({ ok: true });
  });

  it.each([
    ['strangers', 'place', { ...fair, senderFrame: null }, null],
    ['nonsense', 'place', fair, 'nonsense'],
    ['faults', 'openLog', fair, null],
  ])('is not noted in the log: %s', async (_what, name, event, argument) => {
    build({
      openLog: () => {
        throw new Error('x');
      },
    });
    for (let count = 0; count < 500; count += 1) {
      now += 50;
      await send(name, event, argument);
    }
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(30);
  });

  it('is more than sixteen at the same time', async () => {
    const ends: (() => void)[] = [];
    build({ openImport: () => new Promise<null>((resolve) => ends.push(() => resolve(null))) });
    const waiting = Array.from({ length: 16 }, () => ask('openImport'));
    expect(await ask('place')).toEqual(tooMany);
    for (const end of ends) end();
    await Promise.all(waiting);
    expect(await ask('place')).toMatchObject({ ok: true });
  });
});
