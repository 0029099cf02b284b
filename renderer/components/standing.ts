import type { RecordStanding } from '../../electron/contract/snapshot.ts';
import type { IconName } from './icon.tsx';

/** How a record stands, as a picture. */
export const standingIcons: Readonly<Record<RecordStanding, IconName>> = {
  upToDate: 'check',
  working: 'working',
  waiting: 'clock',
  failed: 'cross',
  stopped: 'stop',
  locked: 'lock',
  unknown: 'question',
};
