import type { Language } from './language.ts';

/** What may be told by a desktop notification; each has a switch. */
export const noticeEvents = ['changed', 'action', 'failed', 'disagree', 'recovered'] as const;
export type NoticeEvent = (typeof noticeEvents)[number];

/** Local times of day as `HH:MM`; the span may pass midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** What the user decides about the window and the notifications; the rest is in the settings document. */
export interface Preferences {
  readonly language: 'system' | Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly notifications: Readonly<Record<NoticeEvent, boolean>>;
  /** No notification within; what is still true is told afterwards. */
  readonly quietHours: QuietHours | null;
}

export const defaultPreferences: Preferences = {
  language: 'system',
  theme: 'system',
  notifications: { changed: true, action: true, failed: true, disagree: true, recovered: true },
  quietHours: null,
};
