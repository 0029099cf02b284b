import path from 'node:path';
import { serviceName } from '../../core/service/spec.ts';
import { ServiceError, type ServiceStatus } from '../../core/service/status.ts';
import { systemdUnit, type UnitAccount } from '../../core/service/systemd-unit.ts';
import type { ServiceManager } from './manager.ts';
import { placeOwnFile, readOwnFile, removeOwnFile } from './own-file.ts';
import { must, type ServiceHost } from './tool.ts';

const unit = `${serviceName}.service`;
const properties = ['ActiveState', 'ActiveEnterTimestamp', 'ExecMainStatus'];

/** Where a user's units lie (systemd.unit(5), “Unit File Load Path”). */
function userUnits({ env, home }: ServiceHost): string {
  const config = env.XDG_CONFIG_HOME ?? '';
  const base = path.posix.isAbsolute(config) ? config : path.posix.join(home, '.config');
  return path.posix.join(base, 'systemd', 'user');
}

/** `Mon 2026-11-23 03:34:50 UTC`, as `systemctl show` prints a time where the zone is UTC. */
function timeOf(text: string): number | undefined {
  const found = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/.exec(text);
  return found === null ? undefined : Date.parse(`${found[1]}T${found[2]}Z`);
}

/** The unit that a manager shows, as its properties. */
function shownProperties(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split('\n').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

/** systemd's manager of one user, or of the whole system. */
export function createSystemd(
  host: ServiceHost,
  account: UnitAccount,
  writable: readonly string[] = [],
): ServiceManager {
  const own = account.kind === 'user';
  const file = path.posix.join(own ? userUnits(host) : host.systemUnits, unit);
  const systemctl = (...args: string[]) =>
    must(host.run, 'systemctl', [...(own ? ['--user'] : []), ...args]);

  async function takeIn(): Promise<void> {
    await systemctl('daemon-reload');
    await systemctl('enable', unit);
    await systemctl('restart', unit);
  }

  async function letGo(): Promise<void> {
    await systemctl('disable', '--now', unit);
  }

  async function forget(): Promise<void> {
    await systemctl('daemon-reload');
  }

  async function lingers(): Promise<boolean | undefined> {
    if (!own || host.uid === undefined) return undefined;
    try {
      const args = ['show-user', String(host.uid), '--property=Linger'];
      return (await must(host.run, 'loginctl', args)).trim() === 'Linger=yes';
    } catch (error) {
      if (error instanceof ServiceError) return undefined;
      throw error;
    }
  }

  /** The whole system's service, seen by a user. */
  async function beside(): Promise<string | undefined> {
    const other = path.posix.join(host.systemUnits, unit);
    const found = own ? await readOwnFile(other).catch(() => undefined) : undefined;
    return found?.installed === 'ours' ? other : undefined;
  }

  async function status(): Promise<ServiceStatus> {
    const { installed } = await readOwnFile(file);
    const reach = own ? 'user' : 'system';
    const base = { manager: 'systemd', reach, place: file, beside: await beside() } as const;
    if (installed !== 'ours') return { ...base, installed };
    const shown = shownProperties(await systemctl('show', unit, `--property=${properties}`));
    const running = ['active', 'reloading'].includes(shown.ActiveState ?? '');
    const detail = running
      ? { since: timeOf(shown.ActiveEnterTimestamp ?? '') }
      : { exit: Number(shown.ExecMainStatus ?? 0) };
    return { ...base, installed, running, ...detail, lingers: await lingers() };
  }

  return {
    status,
    async install(spec) {
      const text = systemdUnit({ ...spec, account, writable });
      // One that does not start is tried again and again, also after its file is gone.
      await placeOwnFile(file, text, { takeIn, letGo, forget });
    },
    async remove() {
      const { installed } = await readOwnFile(file);
      if (installed === 'foreign') throw new ServiceError({ kind: 'foreign', place: file });
      if (installed === 'no') return false;
      await letGo();
      await removeOwnFile(file);
      await forget();
      return true;
    },
  };
}
