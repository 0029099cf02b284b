import { type ServiceSpec, serviceMark } from './spec.ts';

/** As whom a unit runs. `dynamic` gets the settings as a credential, because it may read no file of root's. */
export type UnitAccount =
  | { readonly kind: 'user' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'dynamic'; readonly settings: string };

export interface UnitSpec extends ServiceSpec {
  readonly account: UnitAccount;
  /** Folders beside the state folder that it writes to; one that is missing is no error. */
  readonly writable: readonly string[];
}

/** The credential's name; the settings lie in the unit's credentials folder under it. */
const credential = 'settings';

/** Where a unit finds its settings when they are its credential; for the arguments of its command. */
export const credentialSettings = `\${CREDENTIALS_DIRECTORY}/${credential}`;

/** Where the state of a unit of the whole system lies, whoever it runs as. */
export const systemState = '/var/lib/ddns-tray';
/** Where such a unit may always write a log. */
export const systemLogs = '/var/log/ddns-tray';

/** A path where specifiers are expanded and quotes are not (systemd.unit(5)). */
function plainPath(path: string): string {
  return path.replaceAll('%', '%%');
}

/** One word of a list or a command line (systemd.syntax(7), quoting). */
function quoted(word: string): string {
  return `"${plainPath(word).replace(/["\\]/g, '\\$&')}"`;
}

/** An argument of `ExecStart=`, where `$` begins a variable as well (systemd.service(5)). */
function argument(word: string): string {
  return quoted(word === credentialSettings ? word : word.replaceAll('$', '$$$$'));
}

/** The command line. A program's own path may hold no quote there; env(1) takes any. */
function commandLine([program, ...args]: ServiceSpec['command']): string {
  const direct = !/["'\\]/.test(program);
  const words = direct ? args : [program, ...args];
  return [quoted(direct ? program : '/usr/bin/env'), ...words.map(argument)].join(' ');
}

/** What the user's own manager can enforce too: filters of system calls, no name spaces. */
const everywhere = [
  'NoNewPrivileges=yes',
  'UMask=0077',
  'LockPersonality=yes',
  // Not MemoryDenyWriteExecute=: V8 writes the code that it runs.
  'RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'SystemCallArchitectures=native',
  'SystemCallFilter=@system-service',
  'SystemCallFilter=~@privileged @resources',
  'SystemCallErrorNumber=EPERM',
];

const systemOnly = [
  'StateDirectory=ddns-tray',
  'StateDirectoryMode=0700',
  'LogsDirectory=ddns-tray',
  'LogsDirectoryMode=0750',
  'ProtectSystem=strict',
  'ProtectHome=read-only',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'PrivateIPC=yes',
  'ProtectClock=yes',
  'ProtectControlGroups=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectProc=invisible',
  'RemoveIPC=yes',
  'CapabilityBoundingSet=',
  'AmbientCapabilities=',
];

function accountLines(account: UnitAccount): readonly string[] {
  switch (account.kind) {
    case 'user':
      return [];
    case 'named':
      return [`User=${plainPath(account.name)}`];
    case 'dynamic':
      return ['DynamicUser=yes', `LoadCredential=${credential}:${plainPath(account.settings)}`];
  }
}

/**
 * The text of a unit, systemd 247 and later. A settings file that is wrong (status 2) is not tried
 * again; every other failure is, after 15 seconds.
 */
export function systemdUnit({ command, folder, account, writable }: UnitSpec): string {
  const own = account.kind === 'user';
  const lines = [
    `# Made by "${serviceMark}", and removed by "ddns-tray service remove".`,
    '[Unit]',
    'Description=DDNS Tray keeps DNS names pointing at this computer',
    // The user's manager knows no unit of the system's.
    ...(own ? [] : ['Wants=network-online.target', 'After=network-online.target']),
    '',
    '[Service]',
    'Type=notify',
    // The daemon speaks through systemd's own tool, a process beside it.
    'NotifyAccess=all',
    `ExecStart=${commandLine(command)}`,
    'ExecReload=/bin/kill -HUP $MAINPID',
    // The slash keeps what a path may end with from being read as the file's own syntax.
    ...(account.kind === 'dynamic' ? [] : [`WorkingDirectory=${plainPath(folder)}/`]),
    'Restart=on-failure',
    'RestartSec=15',
    'RestartPreventExitStatus=2',
    ...accountLines(account),
    ...(own ? [] : systemOnly),
    ...(own ? [] : writable.map((one) => `ReadWritePaths=${quoted(`-${one}`)}`)),
    ...everywhere,
    '',
    '[Install]',
    `WantedBy=${own ? 'default.target' : 'multi-user.target'}`,
  ];
  // A line break would begin a line of its own, and the system's manager runs what that says as root.
  if (lines.some((line) => /\p{Cc}/u.test(line))) throw new Error('control character in a unit');
  return `${lines.join('\n')}\n`;
}
