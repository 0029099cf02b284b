import { type ServiceSpec, serviceMark, xmlText } from './spec.ts';

/** The task's name in the Task Scheduler. */
export const taskName = 'DDNS Tray';

/**
 * When a task runs. `boot` needs an administrator: it runs as the user without a password (S4U),
 * signed in or not. `logon` begins with the user's session and ends with it.
 */
export type TaskStart = 'boot' | 'logon';

export interface TaskSpec extends ServiceSpec {
  readonly start: TaskStart;
  /** A security identifier, or `DOMAIN\name`. */
  readonly user: string;
  /** Windows' own console host, whole path: it gives a program a console that has no window. */
  readonly consoleHost: string;
}

/**
 * One argument as the C runtime takes it apart again (CommandLineToArgvW): a backslash means itself
 * but before a quote.
 */
export function windowsArgument(word: string): string {
  if (/^[^\s"]+$/.test(word)) return word;
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

function trigger({ start, user }: TaskSpec): string {
  // Begins it again where it has ended: the scheduler calls only a task that could not start failed.
  const again =
    '<Repetition><Interval>PT5M</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>';
  return start === 'boot'
    ? `<BootTrigger>${again}</BootTrigger>`
    : // Too early in a session there are no consoles yet.
      `<LogonTrigger>${again}<UserId>${xmlText(user)}</UserId><Delay>PT30S</Delay></LogonTrigger>`;
}

/**
 * The definition of a task (MS-TSCH 2.5), for Windows 10 and later: one instance, without limit of
 * time, on battery too, hidden.
 */
export function taskXml(spec: TaskSpec): string {
  const { start, user, command, folder, consoleHost } = spec;
  // A session's own console program would show a window, and end with it.
  const [program, ...args] =
    start === 'logon' ? [consoleHost, '--headless', ...command] : [...command];
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Source>${serviceMark}</Source>
    <Description>DDNS Tray keeps DNS names pointing at this computer.</Description>
  </RegistrationInfo>
  <Triggers>${trigger(spec)}</Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${xmlText(user)}</UserId>
      <LogonType>${start === 'boot' ? 'S4U' : 'InteractiveToken'}</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <IdleSettings>
      <StopOnIdleEnd>false</StopOnIdleEnd>
      <RestartOnIdle>false</RestartOnIdle>
    </IdleSettings>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <Hidden>true</Hidden>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(program ?? '')}</Command>
      <Arguments>${xmlText(args.map(windowsArgument).join(' '))}</Arguments>
      <WorkingDirectory>${xmlText(folder)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`;
}
