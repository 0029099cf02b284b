import { catalogue } from '../../contract/i18n/catalogue.ts';
import { clockText } from '../../contract/i18n/format.ts';
import type { RecordView, Snapshot } from '../../contract/snapshot.ts';
import { cutEnd, cutMiddle, oneLine } from './cut-text.ts';
import { recordName } from './record-name.ts';
import { worstRecord } from './record-order.ts';

/** UTF-16 units of the tooltip of a Windows tray icon: NOTIFYICONDATA.szTip less its end mark. */
export const tooltipLimit = 127;

/** Less of a line than this says nothing. */
const leastRoom = 8;

/** A line for so many UTF-16 units; undefined where they are too few for it. */
type Line = (room: number) => string | undefined;

function stateText({ state, language }: Snapshot): string {
  const { tray } = catalogue(language);
  return state === 'waiting' || state === 'unknown' ? tray.standing[state] : tray.state[state];
}

function stateLine(snapshot: Snapshot, now: number): Line {
  const { tray } = catalogue(snapshot.language);
  const until = snapshot.paused?.until;
  const state =
    until === undefined
      ? stateText(snapshot)
      : tray.pausedUntil(clockText(snapshot.language, until, now));
  const text = tray.titled(tray.name(snapshot.sandbox), state);
  return (room) => cutEnd(text, room);
}

function recordLine(record: RecordView, { language }: Snapshot): Line {
  const { mark, record: lineOf } = catalogue(language).tray;
  const line = (name: string) => lineOf(mark[record.standing], name, oneLine(record.label));
  return (room) => {
    const left = room - line('').length;
    return left < leastRoom ? undefined : line(cutMiddle(oneLine(recordName(record)), left));
  };
}

function troubleLine({ headline }: Snapshot): Line {
  return (room) => (room < leastRoom ? undefined : cutEnd(oneLine(headline), room));
}

/** The whole or nothing. */
function fixedLine(text: string): Line {
  return (room) => (text.length <= room ? text : undefined);
}

/**
 * The tooltip of the tray icon, most important first, as much as has room: the state, the addresses,
 * the worst record, the next check.
 */
export function tooltip(snapshot: Snapshot, now: number): string {
  const { language, addresses, records, state, nextCheck } = snapshot;
  const { tray } = catalogue(language);
  const worst = worstRecord(records);
  const known = addresses.flatMap(({ address, unused }) =>
    address === undefined || unused ? [] : [oneLine(address)],
  );
  const lines: Line[] = [
    stateLine(snapshot, now),
    ...known.map(
      (address): Line =>
        (room) =>
          cutMiddle(address, room),
    ),
  ];
  if (worst !== undefined) lines.push(recordLine(worst, snapshot));
  else if (state === 'attention') lines.push(troubleLine(snapshot));
  const isPlanned = state !== 'working' && state !== 'paused' && state !== 'offline';
  if (isPlanned && nextCheck !== undefined && nextCheck > now) {
    lines.push(fixedLine(tray.nextCheck(clockText(language, nextCheck, now))));
  }
  return lines.reduce((text, line) => {
    const room = tooltipLimit - text.length - (text === '' ? 0 : 1);
    const next = line(room);
    if (next === undefined || next === '') return text;
    return text === '' ? next : `${text}\n${next}`;
  }, '');
}
