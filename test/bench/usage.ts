import { readFileSync } from 'node:fs';

/** Memory of one process, in KiB. */
export interface Memory {
  /** Resident: pages shared with others count in full. */
  readonly rss: number;
  /** Resident, with shared pages divided by their users. */
  readonly pss: number;
  /** What would be free without this process. */
  readonly own: number;
}

/** Linux counts processor time in these (USER_HZ) whatever the kernel's own tick. */
const ticksPerSecond = 100;

/** proc(5), "smaps_rollup". Undefined where the text lacks a line. */
export function parseMemory(rollup: string): Memory | undefined {
  const value = (name: string): number | undefined => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const [rss, pss] = [value('Rss'), value('Pss')];
  const [clean, dirty] = [value('Private_Clean'), value('Private_Dirty')];
  if (rss === undefined || pss === undefined) return undefined;
  return { rss, pss, own: (clean ?? 0) + (dirty ?? 0) };
}

/** Seconds of processor time, own and of children that ended. proc(5), "stat", fields 14 to 17. */
export function parseCpu(stat: string): number | undefined {
  // The name in field 2 may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).map(Number);
  if (ticks.length < 4 || ticks.some(Number.isNaN)) return undefined;
  return ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond;
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // No such system, or no such process any more.
    return '';
  }
}

/** Undefined where the system does not tell: anywhere but on Linux. */
export function memoryOf(pid: number): Memory | undefined {
  return parseMemory(readProc(pid, 'smaps_rollup'));
}

/** Seconds since the process began; undefined anywhere but on Linux. */
export function cpuOf(pid: number): number | undefined {
  return parseCpu(readProc(pid, 'stat'));
}

/** How often a process gave up the processor by itself, as at each wake-up; undefined anywhere but on Linux. */
export function switchesOf(pid: number): number | undefined {
  const found = /^voluntary_ctxt_switches:\s+(\d+)$/m.exec(readProc(pid, 'status'))?.[1];
  return found === undefined ? undefined : Number(found);
}
