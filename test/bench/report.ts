import type { ApiCalls } from './api-calls.ts';
import type { DesktopFigures, Endurance } from './desktop.ts';
import type { Cycles, Idle, Starts } from './measure.ts';
import { count, megabytes, milliseconds, seconds, type Table } from './table.ts';

/** What was measured of one program; undefined where that failed or was not tried. */
export interface Figures {
  readonly name: string;
  /** By the number of records. */
  readonly cycles: ReadonlyMap<number, Cycles>;
  readonly starts: ReadonlyMap<number, Starts>;
  readonly idle: Idle | undefined;
}

type Row = readonly [label: string, value: (figures: Figures) => string];

function tableOf(
  title: string,
  rows: readonly Row[],
  all: readonly Figures[],
  notes: readonly string[],
): Table {
  return {
    title,
    columns: ['', ...all.map(({ name }) => name)],
    rows: rows.map(([label, value]) => [label, ...all.map(value)]),
    notes,
  };
}

function plural(records: number): string {
  return records === 1 ? '1 record' : `${records} records`;
}

/** Requests, bytes and time of a check in the running daemon. */
export function cycleTable(all: readonly Figures[], records: number, verifies: boolean): Table {
  const idle = (figures: Figures) => figures.cycles.get(records)?.idle;
  const change = (figures: Figures) => figures.cycles.get(records)?.change;
  const rows: readonly Row[] = [
    ['idle: HTTP requests', (figures) => count(idle(figures)?.requests)],
    ['idle: bytes sent', (figures) => count(idle(figures)?.sent)],
    ['idle: bytes received', (figures) => count(idle(figures)?.received)],
    ['idle: time', (figures) => milliseconds(idle(figures)?.time)],
    ['change: HTTP requests', (figures) => count(change(figures)?.requests)],
    ['change: bytes sent', (figures) => count(change(figures)?.sent)],
    ['change: bytes received', (figures) => count(change(figures)?.received)],
    ['change: time', (figures) => milliseconds(change(figures)?.time)],
    ['change: DNS questions', (figures) => count(change(figures)?.questions)],
    ['change: DNS bytes sent', (figures) => count(change(figures)?.questionBytes)],
  ];
  const notes = [
    'time: from the first connection to the last response, seen from the other side',
    'DNS questions: verification at the name servers, after the change',
    ...(verifies ? [] : ['verification is cut short: port 53 could not be had on this computer']),
  ];
  return tableOf(
    `One check in the running daemon, ${plural(records)} in one zone, dyndns2`,
    rows,
    all,
    notes,
  );
}

/** Times of a start that checks once. */
export function startTable(all: readonly Figures[], recordCounts: readonly number[]): Table {
  const rows = recordCounts.flatMap((records): readonly Row[] => [
    [`idle, ${plural(records)}`, ({ starts }) => milliseconds(starts.get(records)?.idle)],
    [`change, ${plural(records)}`, ({ starts }) => milliseconds(starts.get(records)?.change)],
  ]);
  return tableOf('One check by a start of its own, start to end', rows, all, [
    'DDNS Tray verifies the change at the name servers before it ends; the others do not',
  ]);
}

/** Processor time and memory of daemons at rest; `empty` is a Node that does nothing. */
export function idleTable(
  all: readonly Figures[],
  empty: Idle | undefined,
  wait: number,
  platform: NodeJS.Platform,
): Table {
  const yardstick: Figures = {
    name: 'empty node',
    cycles: new Map(),
    starts: new Map(),
    idle: empty,
  };
  const beyond = ({ idle }: Figures): string => {
    if (idle?.memory === undefined || empty?.memory === undefined || idle === empty) return '–';
    return megabytes(idle.memory.rss - empty.memory.rss);
  };
  const rows: readonly Row[] = [
    ['processor time, start', ({ idle }) => seconds(idle?.starting)],
    [`processor time, ${wait} s idle`, ({ idle }) => seconds(idle?.cpu)],
    ['memory, resident (RSS)', ({ idle }) => megabytes(idle?.memory?.rss)],
    ['memory, proportional (PSS)', ({ idle }) => megabytes(idle?.memory?.pss)],
    ['memory, private', ({ idle }) => megabytes(idle?.memory?.own)],
    ['resident, beyond empty node', beyond],
    ['HTTP requests', ({ idle }) => count(idle?.traffic?.requests)],
  ];
  const notes =
    platform === 'linux'
      ? ['private: what ending the process would free']
      : ['processor time and memory are read from /proc, which this system does not have'];
  return tableOf(
    `At rest for ${wait} s, 1 record, a check each minute`,
    rows,
    [...all, yardstick],
    notes,
  );
}

/** Calls of the APIs that take many records at once. */
export function apiTable(calls: readonly ApiCalls[]): Table {
  return {
    title: 'API calls of DDNS Tray for records of one zone, in memory',
    columns: ['', 'zone unknown', 'change', 'bytes sent'],
    rows: calls.map(({ provider, records, first, change, bytes }) => [
      `${provider}, ${plural(records)}`,
      count(first),
      count(change),
      count(bytes),
    ]),
    notes: ['bytes sent: of the change, without the headers that the HTTP library adds'],
  };
}

/** The desktop app's main process on Node, with the least of an Electron around it. */
export function desktopTable(figures: DesktopFigures): Table {
  const { size, loaded, tray, memory, empty, cpu, fired, switches, wait, resting } = figures;
  const beyond = memory && empty && memory.rss - empty.rss;
  const held = Object.entries(resting.resources).map(([kind, number]) => `${kind} ${number}`);
  return {
    title: "The desktop app's main process, 1 record, a check each minute",
    columns: ['', 'DDNS Tray'],
    rows: [
      ['bundle', megabytes(size / 1024)],
      ['start of Node to bundle loaded', milliseconds(loaded)],
      ['start of Node to tray icon', milliseconds(tray)],
      ['memory, resident (RSS)', megabytes(memory?.rss)],
      ['resident, beyond empty node', megabytes(beyond)],
      [`processor time, ${wait} s idle`, seconds(cpu)],
      ['timers that fired, a minute', count((fired * 60) / wait)],
      ['wake-ups, a minute', count(switches && (switches * 60) / wait)],
      ['held at rest', held.join(', ')],
    ],
    notes: [
      'on plain Node with a stub of Electron: what Electron itself takes is not in it',
      'wake-ups: times that the main thread gave up the processor by itself',
      'held: beside PipeWrap, the channel to the bench',
    ],
  };
}

/** What the app holds after few and after many checks. */
export function enduranceTable({ cycles, holdings }: Endurance): Table {
  const row = (label: string, value: (at: number) => string): readonly string[] => [
    label,
    ...cycles.map((_, at) => value(at)),
  ];
  const handles = (at: number) => {
    const { PipeWrap = 0, ...others } = holdings[at]?.resources ?? {};
    return count(Object.values(others).reduce((sum, one) => sum + one, 0));
  };
  return {
    title: 'The desktop app after many checks, as fast as they follow one another',
    columns: ['checks', ...cycles.map(String)],
    rows: [
      row('heap after a collection', (at) => megabytes((holdings[at]?.heap ?? 0) / 1024)),
      row('handles and requests', handles),
    ],
    notes: ['handles and requests: one timer, and what the check of the moment has open'],
  };
}
