import type { ServiceManagerKind } from '../../core/service/status.ts';
import type { UnitAccount } from '../../core/service/systemd-unit.ts';
import { lockedSince } from '../../node/service/access.ts';
import { createLaunchd } from '../../node/service/launchd.ts';
import type { ServiceManager } from '../../node/service/manager.ts';
import { createSystemd } from '../../node/service/systemd.ts';
import { createTaskScheduler, windowsUser } from '../../node/service/task-scheduler.ts';
import type { ServiceHost } from '../../node/service/tool.ts';
import type { Context } from '../context.ts';
import { stateFolder } from '../settings.ts';

interface Wish {
  readonly state?: string | undefined;
  readonly user?: boolean | undefined;
}

/** The service manager of a system; undefined where there is none that we know. */
export function managerKind(platform: NodeJS.Platform): ServiceManagerKind | undefined {
  if (platform === 'linux') return 'systemd';
  if (platform === 'darwin') return 'launchd';
  return platform === 'win32' ? 'task' : undefined;
}

/** True where the service is one of the whole system: root's, unless root wishes otherwise. */
export function isSystemWide({ user }: Wish, { uid }: ServiceHost): boolean {
  return uid === 0 && user !== true;
}

/** How a unit runs and where it writes; needed to install one only. */
export interface UnitPlan {
  readonly account: UnitAccount;
  readonly writable: readonly string[];
}

/** The manager that keeps the service of this user, or of the system. */
export function chooseManager(
  kind: ServiceManagerKind,
  wish: Wish,
  { world }: Context,
  host: ServiceHost,
  plan?: UnitPlan,
): ServiceManager {
  switch (kind) {
    case 'systemd': {
      const any = { kind: isSystemWide(wish, host) ? 'dynamic' : 'user', settings: '' } as const;
      return createSystemd(host, plan?.account ?? any, plan?.writable);
    }
    case 'launchd':
      return createLaunchd(host);
    case 'task':
      return createTaskScheduler(
        host,
        async () => {
          const user = await windowsUser(host);
          return { user, when: user.elevated && wish.user !== true ? 'boot' : 'logon' };
        },
        () => lockedSince(stateFolder(world, wish.state)),
      );
  }
}
