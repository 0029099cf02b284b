import { createHash } from 'node:crypto';
import { Notification } from 'electron';
import type { WindowPlace } from '../contract/place.ts';
import type { Log } from '../core/ports.ts';
import type { Toast } from '../core/views/toast.ts';

export interface Notifier {
  show(toast: Toast): void;
  /** Takes down what is still shown. */
  close(): void;
}

interface NotifierOptions {
  readonly log: Log;
  readonly onClick: (place: WindowPlace) => void;
  /** Used where the system has no notifications at all. */
  readonly balloon: (title: string, body: string) => void;
  readonly platform?: NodeJS.Platform | undefined;
}

/** A notification that nobody refers to is collected, and its click is lost. */
const mostKept = 5;

/** Milliseconds in which a notification answers its click itself, where it is still known. */
const ownAnswer = 300;

/** Windows 10 took a tag of 16 letters or digits at first. */
function tagOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}

/** On Linux a body may have markup: a provider's words must not become a link. */
function asShown(body: string, platform: NodeJS.Platform): string {
  return platform === 'linux' ? body.replaceAll('<', '‹').replaceAll('>', '›') : body;
}

/** Windows tells of each click here too, also of one on a notification of an earlier run. */
function hearActivations(answered: () => number, open: () => void): void {
  Notification.handleActivation(({ type }) => {
    if (type !== 'click') return;
    const at = performance.now();
    // However late this comes: what was answered since is not answered again.
    setTimeout(() => {
      if (answered() < at - ownAnswer) open();
    }, ownAnswer);
  });
}

/**
 * Shows desktop notifications; one of the same key takes the other's place. Where the user has
 * switched them off, nothing is shown in another way. After Electron is ready.
 */
export function createNotifier(options: NotifierOptions): Notifier {
  const { log, onClick, balloon, platform = process.platform } = options;
  const shown = new Map<string, Notification>();
  const supported = Notification.isSupported();
  let clickedAt = Number.NEGATIVE_INFINITY;
  let failed = false;

  const forget = (tag: string, notification: Notification) => {
    if (shown.get(tag) === notification) shown.delete(tag);
  };
  const keep = (tag: string, notification: Notification) => {
    shown.delete(tag);
    shown.set(tag, notification);
    for (const oldest of [...shown.keys()].slice(0, -mostKept)) shown.delete(oldest);
  };
  const hear = (tag: string, notification: Notification, place: WindowPlace) => {
    notification.on('click', () => {
      clickedAt = performance.now();
      forget(tag, notification);
      onClick(place);
    });
    notification.on('close', ({ reason }) => {
      // Windows moves it to the notification centre, where it can still be clicked.
      if (reason !== 'timedOut') forget(tag, notification);
    });
    notification.on('failed', (_event, error) => {
      forget(tag, notification);
      if (!failed) log.warn('the system shows no notification', { reason: error });
      failed = true;
    });
  };

  if (supported && platform === 'win32') {
    hearActivations(
      () => clickedAt,
      () => onClick({ page: 'status' }),
    );
  }

  return {
    show({ key, title, body, place }) {
      if (!supported) {
        balloon(title, body);
        return;
      }
      const tag = tagOf(key);
      // By its tag Windows and macOS replace the one before; elsewhere it has to go first.
      if (platform === 'linux') shown.get(tag)?.close();
      const notification = new Notification({ id: tag, title, body: asShown(body, platform) });
      keep(tag, notification);
      hear(tag, notification, place);
      notification.show();
    },
    close() {
      for (const notification of shown.values()) notification.close();
      shown.clear();
    },
  };
}
