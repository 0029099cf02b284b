import type { Language } from './language.ts';
import type { ReleaseChannel } from './release.ts';

/** What may be told by a desktop notification; each has a switch. */
export const noticeEvents = [
  'changed',
  'action',
  'failed',
  'disagree',
  'recovered',
  'release',
] as const;
export type NoticeEvent = (typeof noticeEvents)[number];

/** Local times of day as `HH:MM`; the span may pass midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** What the user decides about the program itself; the rest is in the settings document. */
export interface Preferences {
  readonly language: 'system' | Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly notifications: Readonly<Record<NoticeEvent, boolean>>;
  /** No notification within; what is still true is told afterwards. */
  readonly quietHours: QuietHours | null;
  /** Whether it looks for new versions by itself. */
  readonly releases: boolean;
  readonly releaseChannel: ReleaseChannel;
}

export const defaultPreferences: Preferences = {
  language: 'system',
  theme: 'system',
  notifications: {
    changed: true,
    action: true,
    failed: true,
    disagree: true,
    recovered: true,
    release: true,
  },
  quietHours: null,
  releases: true,
  releaseChannel: 'stable',
};
