import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { agentLabel, launchAgent } from '../../core/service/launch-agent.ts';
import { ServiceError, type ServiceStatus } from '../../core/service/status.ts';
import type { ServiceManager } from './manager.ts';
import { placeOwnFile, readOwnFile, removeOwnFile } from './own-file.ts';
import { must, type ServiceHost } from './tool.ts';

/** An agent is gone some time after `bootout` returned; milliseconds, and how often to look. */
const look = { pause: 200, times: 25 };

/** Milliseconds of `ps -o etime`: `[[DD-]hh:]mm:ss`. */
function elapsed(text: string): number | undefined {
  const found = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/.exec(text.trim());
  if (found === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((n) => Number(n ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** launchd's agents of one user. */
export function createLaunchd(host: ServiceHost, now: () => number = Date.now): ServiceManager {
  const file = path.posix.join(host.home, 'Library', 'LaunchAgents', `${agentLabel}.plist`);
  const domain = `gui/${host.uid}`;
  const target = `${domain}/${agentLabel}`;
  const shown = () => host.run('launchctl', ['print', target]);

  async function leave(): Promise<void> {
    if ((await shown()).status !== 0) return;
    await must(host.run, 'launchctl', ['bootout', target]);
    for (let left = look.times; left > 0 && (await shown()).status === 0; left -= 1) {
      await sleep(look.pause);
    }
  }

  async function takeIn(): Promise<void> {
    await leave();
    // Somebody may have switched it off by name; that outlives its file.
    await must(host.run, 'launchctl', ['enable', target]);
    await must(host.run, 'launchctl', ['bootstrap', domain, file]);
  }

  async function since(pid: string): Promise<number | undefined> {
    const { stdout } = await host.run('ps', ['-o', 'etime=', '-p', pid]);
    const age = elapsed(stdout);
    return age === undefined ? undefined : now() - age;
  }

  async function status(): Promise<ServiceStatus> {
    const { installed } = await readOwnFile(file);
    const base = { manager: 'launchd', reach: 'session', place: file } as const;
    if (installed !== 'ours') return { ...base, installed };
    const { status: known, stdout } = await shown();
    const pid = /^\s*pid = (\d+)$/m.exec(stdout)?.[1];
    if (known === 0 && pid !== undefined) {
      return { ...base, installed, running: true, since: await since(pid) };
    }
    const exit = /^\s*last exit code = (\d+)/m.exec(stdout)?.[1];
    return { ...base, installed, running: false, exit: exit === undefined ? exit : Number(exit) };
  }

  return {
    status,
    async install(spec) {
      await placeOwnFile(file, launchAgent(spec), { takeIn, letGo: leave });
    },
    async remove() {
      const { installed } = await readOwnFile(file);
      if (installed === 'foreign') throw new ServiceError({ kind: 'foreign', place: file });
      if (installed === 'no') return false;
      await leave();
      await removeOwnFile(file);
      return true;
    },
  };
}
