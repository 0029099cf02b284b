import { EventEmitter } from 'node:events';
import type { DesktopControl } from '../control.ts';
import type { NotificationView } from '../views.ts';
import type { FakeContext } from './context.ts';
import { fakeEvent } from './event.ts';
import { strict } from './strict.ts';

type State = NotificationView['state'];

/** The toasts of the action centre. */
export function fakeNotification(context: FakeContext) {
  const shown: { readonly toast: FakeNotification; state: State }[] = [];
  const unclaimed: Electron.ActivationArguments[] = [];
  let activation: ((details: Electron.ActivationArguments) => void) | undefined;
  let lastId = 0;

  class FakeNotification
    extends EventEmitter
    implements
      Pick<Electron.Notification, 'show' | 'close' | 'title' | 'body' | 'id' | 'silent' | 'urgency'>
  {
    readonly id: string;
    readonly groupId: string;
    title: string;
    body: string;
    silent: boolean;
    urgency: 'normal' | 'critical' | 'low';
    timeoutType: 'default' | 'never';
    actions: Electron.NotificationAction[];

    constructor(options: Electron.NotificationConstructorOptions = {}) {
      super();
      context.requireReady('Cannot create Notification before app is ready');
      lastId += 1;
      this.id = options.id ?? `toast-${lastId}`;
      this.groupId = options.groupId ?? '';
      this.title = options.title ?? '';
      this.body = options.body ?? '';
      this.silent = options.silent ?? false;
      this.urgency = options.urgency ?? 'normal';
      this.timeoutType = options.timeoutType ?? 'default';
      this.actions = options.actions ?? [];
      // biome-ignore lint/correctness/noConstructorReturn: what the app gets is loud
      return strict('Notification', this);
    }

    static isSupported(this: void): boolean {
      return context.options.notificationsSupported;
    }

    static handleActivation(
      this: void,
      callback: (details: Electron.ActivationArguments) => void,
    ): void {
      activation = callback;
      for (const details of unclaimed.splice(0)) callback(details);
    }

    show(): void {
      for (const one of shown) {
        if (one.state === 'shown' && one.toast.id === this.id) one.state = 'replaced';
      }
      shown.push({ toast: this, state: 'shown' });
      setImmediate(() => this.emit('show', fakeEvent({})));
    }

    close(): void {
      for (const one of shown) {
        if (one.state !== 'shown' || one.toast.id !== this.id) continue;
        one.state = 'closed';
        one.toast.emit('close', fakeEvent({ reason: 'applicationHidden' }));
      }
    }
  }

  FakeNotification satisfies new (
    ...args: ConstructorParameters<typeof Electron.Notification>
  ) => unknown;
  FakeNotification satisfies Pick<typeof Electron.Notification, 'isSupported' | 'handleActivation'>;

  /** Moves a toast that is on the screen to its next state, and hands it out. */
  function leave(index: number, state: State): FakeNotification {
    const one = shown.at(index);
    if (one === undefined) throw new Error(`no notification ${index}; ${shown.length} were shown`);
    if (one.state !== 'shown') throw new Error(`the notification ${index} is ${one.state} already`);
    one.state = state;
    return one.toast;
  }

  function activate(details: Electron.ActivationArguments): void {
    if (activation === undefined) unclaimed.push(details);
    else activation(details);
  }

  const control = {
    notifications: () => shown.map(({ toast, state }) => describe(toast, state)),
    clickNotification(index) {
      const toast = leave(index, 'clicked');
      toast.emit('click', fakeEvent({}));
      activate({ type: 'click', arguments: `type=click&tag=${toast.id}` });
    },
    closeNotification: (index, reason = 'userCanceled') =>
      void leave(index, 'closed').emit('close', fakeEvent({ reason })),
    failNotification: (index, error) =>
      void leave(index, 'failed').emit('failed', fakeEvent({}), error),
    activateNotification: activate,
  } satisfies Partial<DesktopControl>;

  function describe(toast: FakeNotification, state: State): NotificationView {
    const { id, title, body, silent, urgency, timeoutType } = toast;
    const actions = toast.actions.map((action) => action.text ?? '');
    return { id, title, body, silent, urgency, timeoutType, actions, state };
  }

  return { Notification: strict('Notification', FakeNotification), control };
}
