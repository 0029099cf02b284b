import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeOf } from '../../core/error-code.ts';
import { serviceMark } from '../../core/service/spec.ts';
import { ServiceError, type ServiceStatus } from '../../core/service/status.ts';
import { type TaskStart, taskName, taskXml } from '../../core/service/task.ts';
import type { ServiceManager } from './manager.ts';
import { must, type ServiceHost } from './tool.ts';

/** Windows' own programs, whole path: a search would take one of that name from the current folder. */
function system({ env }: Pick<ServiceHost, 'env'>, program: string): string {
  return path.win32.join(env.SystemRoot ?? 'C:\\Windows', 'System32', program);
}

export interface WindowsUser {
  /** A security identifier, or `DOMAIN\name`. */
  readonly id: string;
  /** Has an administrator's rights right now. */
  readonly elevated: boolean;
}

/** Who runs this. Read from identifiers only: every word is in Windows' own language. */
export async function windowsUser(host: ServiceHost): Promise<WindowsUser> {
  const whoami = system(host, 'whoami.exe');
  const [user, groups] = await Promise.all([
    host.run(whoami, ['/user', '/fo', 'csv', '/nh']),
    host.run(whoami, ['/groups', '/fo', 'csv', '/nh']),
  ]);
  const { USERDOMAIN = '', USERNAME = '' } = host.env;
  const id = /S-1-[\d-]+/.exec(user.stdout)?.[0] ?? `${USERDOMAIN}\\${USERNAME}`;
  // The integrity levels “high” and “system” (MS-DTYP 2.4.2.4).
  return { id, elevated: /S-1-16-(12288|16384)\b/.test(groups.stdout) };
}

/** The result that the scheduler gives a task which runs (SCHED_S_TASK_RUNNING), and one that never ran. */
const results = { running: 0x41301, never: 0x41303 };
/** Of the columns of `/Query /V /FO CSV`, whose names are in Windows' language. */
const lastResult = 6;

/** The fields of each line of CSV; the scheduler quotes them all. */
function csvRows(text: string): readonly (readonly string[])[] {
  return text
    .split(/\r?\n/)
    .filter((row) => row !== '')
    .map((row) => [...row.matchAll(/"((?:[^"]|"")*)"/g)].map(([, field = '']) => field));
}

/** The Task Scheduler, through schtasks.exe. `since` tells when the running service began. */
export function createTaskScheduler(
  host: ServiceHost,
  start: () => Promise<{ readonly when: TaskStart; readonly user: WindowsUser }>,
  since: () => number | undefined,
): ServiceManager {
  const schtasks = system(host, 'schtasks.exe');
  const ask = (...args: string[]) => host.run(schtasks, args);
  const tell = (...args: string[]) => must(host.run, schtasks, args);

  /** The task's definition as the scheduler gives it back. */
  async function lookUp() {
    const { status, stdout } = await ask('/Query', '/TN', taskName, '/XML', 'ONE');
    if (status !== 0 || !stdout.includes('<Task')) return { installed: 'no', text: '' } as const;
    const installed = stdout.includes(serviceMark) ? 'ours' : 'foreign';
    return { installed, text: stdout } as const;
  }

  async function create(xml: string): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), 'ddns-tray-'));
    try {
      const file = path.join(folder, 'task.xml');
      // schtasks reads no other encoding for sure.
      await writeFile(file, Buffer.from(`\ufeff${xml.replaceAll('\n', '\r\n')}`, 'utf16le'));
      await tell('/Create', '/TN', taskName, '/XML', file, '/F');
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      throw new ServiceError({ kind: 'file', place: folder, code: codeOf(error) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async function status(): Promise<ServiceStatus> {
    const { installed, text } = await lookUp();
    const reach = text.includes('<BootTrigger') ? 'system' : 'session';
    const base = { manager: 'task', reach, place: taskName } as const;
    if (installed !== 'ours') return { ...base, installed };
    const { stdout } = await ask('/Query', '/TN', taskName, '/V', '/FO', 'CSV', '/NH');
    const code = csvRows(stdout)[0]?.[lastResult] ?? '';
    if (!/^-?\d+$/.test(code)) return { ...base, installed };
    const result = Number(code);
    if (result === results.running) return { ...base, installed, running: true, since: since() };
    const exit = result === results.never ? undefined : result;
    return { ...base, installed, running: false, exit };
  }

  return {
    status,
    async install(spec) {
      if ((await lookUp()).installed === 'foreign') {
        throw new ServiceError({ kind: 'foreign', place: taskName });
      }
      const { when, user } = await start();
      const consoleHost = system(host, 'conhost.exe');
      // The old one would go on with the old settings; that there is none is no failure.
      await ask('/End', '/TN', taskName);
      await create(taskXml({ ...spec, start: when, user: user.id, consoleHost }));
      await tell('/Run', '/TN', taskName);
    },
    async remove() {
      const { installed } = await lookUp();
      if (installed === 'foreign') throw new ServiceError({ kind: 'foreign', place: taskName });
      if (installed === 'no') return false;
      await ask('/End', '/TN', taskName);
      await tell('/Delete', '/TN', taskName, '/F');
      return true;
    },
  };
}
