import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WindowPlace } from '../../electron/contract/place.ts';
import type { Toast } from '../../electron/core/views/toast.ts';
import { createNotifier } from '../../electron/desktop/notifier.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';

const electron = vi.hoisted(() => ({ Notification: undefined as unknown }));
vi.mock('electron', () => electron);

let supported: boolean;
let shown: FakeNotification[];
let activate: ((details: { type: string }) => void) | undefined;

class FakeNotification extends EventEmitter {
  readonly options: Electron.NotificationConstructorOptions;
  closed = false;
  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  static isSupported = () => supported;
  static handleActivation(callback: typeof activate) {
    activate = callback;
  }
  show() {
    shown.push(this);
  }
  close() {
    this.closed = true;
    this.emit('close', {});
  }
}

function build(platform: NodeJS.Platform = 'win32') {
  const places: WindowPlace[] = [];
  const balloons: unknown[] = [];
  const lines: LogLine[] = [];
  const notifier = createNotifier({
    log: rememberingLog(lines),
    onClick: (place) => places.push(place),
    balloon: (...args) => balloons.push(args),
    platform,
  });
  return { notifier, places, balloons, lines };
}

const status: WindowPlace = { page: 'status' };
const accounts: WindowPlace = { page: 'accounts', item: 'home' };

const toast = (key: string, place = status): Toast => ({
  event: 'changed',
  key,
  title: 'Title',
  body: '<b>Body</b> & more',
  place,
});

beforeEach(() => {
  supported = true;
  shown = [];
  activate = undefined;
  electron.Notification = FakeNotification;
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('a notification', () => {
  it('is plain text; one of the same key takes its place', () => {
    const { notifier } = build();
    notifier.show(toast('one'));
    notifier.show(toast('one'));
    notifier.show(toast('a much longer key than sixteen letters'));
    const ids = shown.map(({ options }) => options.id ?? '');
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{1,16}$/);
    expect(shown[0]?.options).toEqual({ id: ids[0], title: 'Title', body: '<b>Body</b> & more' });
  });

  it('goes before its successor comes where the system does not replace it', () => {
    const { notifier } = build('linux');
    notifier.show(toast('one'));
    notifier.show(toast('one'));
    expect(shown.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('leads to its place when it is clicked, also out of the notification centre', () => {
    const { notifier, places } = build();
    notifier.show(toast('one', accounts));
    shown[0]?.emit('close', { reason: 'timedOut' });
    shown[0]?.emit('click', {});
    activate?.({ type: 'click' });
    vi.advanceTimersByTime(5000);
    expect(places).toEqual([accounts]);
  });

  it('leads to its place also where Windows tells of the click first', () => {
    const { notifier, places } = build();
    notifier.show(toast('one', accounts));
    activate?.({ type: 'click' });
    shown[0]?.emit('click', {});
    vi.advanceTimersByTime(5000);
    expect(places).toEqual([accounts]);
  });

  it('of an earlier run leads to the status', () => {
    const { places } = build();
    activate?.({ type: 'click' });
    vi.advanceTimersByTime(5000);
    expect(places).toEqual([status]);
    activate?.({ type: 'action' });
    vi.advanceTimersByTime(5000);
    expect(places).toEqual([status]);
  });

  it('is still clicked long after another was', () => {
    const { notifier, places } = build();
    notifier.show(toast('one', accounts));
    shown[0]?.emit('click', {});
    vi.advanceTimersByTime(60_000);
    activate?.({ type: 'click' });
    vi.advanceTimersByTime(5000);
    expect(places).toEqual([accounts, status]);
  });

  it('is kept until it is closed, but no more than five', () => {
    const { notifier } = build();
    for (let count = 0; count < 7; count += 1) notifier.show(toast(`key ${count}`));
    shown[6]?.emit('close', { reason: 'userCanceled' });
    notifier.close();
    const closed = shown.map((notification) => notification.closed);
    expect(closed).toEqual([false, false, true, true, true, true, false]);
  });

  it('that the user does not want is shown in no other way, and noted once', () => {
    const { notifier, balloons, lines } = build();
    for (const key of ['one', 'two']) notifier.show(toast(key));
    for (const notification of shown) notification.emit('failed', {}, 'switched off');
    expect(balloons).toEqual([]);
    expect(lines).toEqual([
      {
        level: 'warn',
        message: 'the system shows no notification',
        fields: { reason: 'switched off' },
      },
    ]);
  });

  it('is a balloon where there are none', () => {
    supported = false;
    const { notifier, balloons } = build();
    notifier.show(toast('one'));
    notifier.close();
    expect(shown).toEqual([]);
    expect(activate).toBeUndefined();
    expect(balloons).toEqual([['Title', '<b>Body</b> & more']]);
  });

  it('has no activation elsewhere than on Windows', () => {
    build('linux');
    expect(activate).toBeUndefined();
  });
});
