import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { launchAgent } from '../../electron/core/service/launch-agent.ts';
import { servicePage, serviceTroubleText } from '../../electron/core/service/page.ts';
import type { ServiceSpec } from '../../electron/core/service/spec.ts';
import type { ServiceStatus } from '../../electron/core/service/status.ts';
import {
  credentialSettings,
  systemdUnit,
  type UnitSpec,
} from '../../electron/core/service/systemd-unit.ts';
import { taskXml, windowsArgument } from '../../electron/core/service/task.ts';
import { plainStyle, renderPage } from '../../electron/core/views/page.ts';

const odd = '/home/小 明/a&b <c> "d" %n $HOME \\e/ddns.yaml';
const spec: ServiceSpec = {
  command: ['/opt/node 24/bin/node', '/opt/ddns-tray/cli.cjs', 'run', '--config', odd],
  folder: '/home/小 明/a&b',
};

function valuesOf(unit: string, key: string): readonly string[] {
  const lines = unit.split('\n').filter((line) => line.startsWith(`${key}=`));
  return lines.map((line) => line.slice(key.length + 1));
}

describe('the systemd unit', () => {
  const named: UnitSpec = {
    ...spec,
    account: { kind: 'named', name: '1000' },
    writable: ['/srv/a "b"'],
  };
  const user: UnitSpec = { ...spec, account: { kind: 'user' }, writable: [] };

  it('quotes every word so that systemd takes it for what it is', () => {
    const [line] = valuesOf(systemdUnit(user), 'ExecStart');
    expect(line).toBe(
      '"/opt/node 24/bin/node" "/opt/ddns-tray/cli.cjs" "run" "--config" ' +
        '"/home/小 明/a&b <c> \\"d\\" %%n $$HOME \\\\e/ddns.yaml"',
    );
  });

  it('starts a program whose path holds a quote, which no command line may begin with', () => {
    const unit = systemdUnit({ ...user, command: ["/opt/it's/node", 'run'] });
    expect(valuesOf(unit, 'ExecStart')).toEqual(['"/usr/bin/env" "/opt/it\'s/node" "run"']);
  });

  it('is never written with a line that somebody else put into a path', () => {
    const path = '/srv/a\nExecStartPre=+/srv/evil';
    const settings = { kind: 'dynamic', settings: path } as const;
    const bad = [{ writable: [path] }, { folder: path }, { command: ['/n', path] as const }];
    for (const one of [...bad, { account: settings }]) {
      expect(() => systemdUnit({ ...named, ...one })).toThrow('control character');
    }
  });

  it('runs as the owner of its settings, without rights and with a file system to read only', () => {
    const unit = systemdUnit(named);
    expect(valuesOf(unit, 'User')).toEqual(['1000']);
    expect(valuesOf(unit, 'CapabilityBoundingSet')).toEqual(['']);
    expect(valuesOf(unit, 'ProtectSystem')).toEqual(['strict']);
    expect(valuesOf(unit, 'ReadWritePaths')).toEqual(['"-/srv/a \\"b\\""']);
    expect(valuesOf(unit, 'WantedBy')).toEqual(['multi-user.target']);
  });

  it('gets the settings of root as a credential, as a user that does not exist otherwise', () => {
    const unit = systemdUnit({
      command: ['/usr/bin/node', '--config', credentialSettings],
      folder: '/etc',
      account: { kind: 'dynamic', settings: '/etc/100%.yaml' },
      writable: [],
    });
    expect(valuesOf(unit, 'DynamicUser')).toEqual(['yes']);
    expect(valuesOf(unit, 'LoadCredential')).toEqual(['settings:/etc/100%%.yaml']);
    // The one variable that systemd shall fill in.
    expect(unit).toContain('"--config" "$' + '{CREDENTIALS_DIRECTORY}/settings"');
  });

  it('asks the manager of a user for nothing that needs root', () => {
    const unit = systemdUnit(user);
    for (const key of ['User', 'DynamicUser', 'ProtectSystem', 'CapabilityBoundingSet']) {
      expect(valuesOf(unit, key)).toEqual([]);
    }
    expect(valuesOf(unit, 'NoNewPrivileges')).toEqual(['yes']);
    expect(valuesOf(unit, 'WantedBy')).toEqual(['default.target']);
  });

  it('tries again after a failure, but not with settings that are wrong', () => {
    const unit = systemdUnit(user);
    expect(valuesOf(unit, 'Restart')).toEqual(['on-failure']);
    expect(valuesOf(unit, 'RestartPreventExitStatus')).toEqual(['2']);
  });
});

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: false });

it('the launchd agent is well-formed and keeps every word', () => {
  const text = launchAgent(spec);
  expect(XMLValidator.validate(text)).toBe(true);
  const { dict } = parser.parse(text).plist;
  expect(dict.array.string).toEqual(spec.command);
  expect(dict.string).toContain(spec.folder);
});

/** Takes a command line apart as Windows does (CommandLineToArgvW, behind the program's name). */
function windowsArguments(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let inQuotes = false;
  for (let at = 0; at < line.length; ) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    const quote = line[at + slashes] === '"';
    if (slashes > 0) {
      word = (word ?? '') + '\\'.repeat(quote ? Math.floor(slashes / 2) : slashes);
      at += slashes;
      if (quote && slashes % 2 === 1) {
        word += '"';
        at += 1;
      }
    } else if (quote) {
      word ??= '';
      inQuotes = !inQuotes;
      at += 1;
    } else if (!inQuotes && /[ \t]/.test(line[at] ?? '')) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
    } else {
      word = (word ?? '') + line[at];
      at += 1;
    }
  }
  return word === undefined ? words : [...words, word];
}

describe("the Task Scheduler's task", () => {
  const command = ['C:\\Program Files\\nodejs\\node.exe', 'C:\\小 明\\cli.cjs', 'run'] as const;
  const base = {
    command: [...command] as [string, ...string[]],
    folder: 'C:\\小 明\\',
    user: 'S-1-5-21-1-2-3-1001',
    consoleHost: 'C:\\Windows\\System32\\conhost.exe',
  };
  const parsed = (text: string) => parser.parse(text).Task;

  it.each([
    ['plain', 'plain'],
    ['', '""'],
    ['two words', '"two words"'],
    ['C:\\a b\\', '"C:\\a b\\\\"'],
    ['C:\\a\\', 'C:\\a\\'],
    ['say "hi"', '"say \\"hi\\""'],
    ['\\" x', '"\\\\\\" x"'],
  ])('writes %s as %s', (word, written) => {
    expect(windowsArgument(word)).toBe(written);
  });

  it('hands any words over as they are', () => {
    const word = fc.string({ unit: fc.constantFrom(...'ab"\\ \t中%&') });
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(windowsArguments(words.map(windowsArgument).join(' '))).toEqual(words);
      }),
    );
  });

  it('begins with Windows, as the user and without a password, where an administrator made it', () => {
    const text = taskXml({ ...base, start: 'boot' });
    expect(XMLValidator.validate(text)).toBe(true);
    const task = parsed(text);
    expect(Object.keys(task.Triggers)).toEqual(['BootTrigger']);
    expect(task.Principals.Principal).toMatchObject({
      UserId: base.user,
      LogonType: 'S4U',
      RunLevel: 'LeastPrivilege',
    });
    expect(task.Actions.Exec).toMatchObject({
      Command: command[0],
      Arguments: '"C:\\小 明\\cli.cjs" run',
      WorkingDirectory: base.folder,
    });
  });

  it("begins with the user's session otherwise, and shows no window", () => {
    const task = parsed(taskXml({ ...base, start: 'logon' }));
    expect(task.Triggers.LogonTrigger.UserId).toBe(base.user);
    expect(task.Principals.Principal.LogonType).toBe('InteractiveToken');
    expect(task.Actions.Exec.Command).toBe(base.consoleHost);
    expect(windowsArguments(task.Actions.Exec.Arguments)).toEqual(['--headless', ...command]);
  });

  it.each(['boot', 'logon'] as const)('has no limit and one instance (%s)', (start) => {
    const task = parsed(taskXml({ ...base, start }));
    expect(task.Settings).toMatchObject({
      MultipleInstancesPolicy: 'IgnoreNew',
      DisallowStartIfOnBatteries: 'false',
      StopIfGoingOnBatteries: 'false',
      ExecutionTimeLimit: 'PT0S',
      Hidden: 'true',
    });
    const [trigger] = Object.values<{ Repetition: object }>(task.Triggers);
    expect(trigger?.Repetition).toMatchObject({ Interval: 'PT5M' });
  });
});

describe('what is shown of the service', () => {
  const shown = (status: Partial<ServiceStatus>, language: 'en' | 'zh-CN' = 'en') => {
    const whole = { manager: 'systemd', reach: 'user', place: '/p', installed: 'ours' } as const;
    return renderPage(servicePage({ ...whole, ...status }, language), plainStyle).join('\n');
  };

  it('tells a user whose service ends at signing out how to keep it', () => {
    expect(shown({ running: true, lingers: false })).toContain('loginctl enable-linger');
    expect(shown({ running: true, lingers: true })).toContain('whether or not anybody');
    expect(shown({ running: true, lingers: false }, 'zh-CN')).toContain('loginctl enable-linger');
  });

  it('tells the next step where it does not run', () => {
    expect(shown({ running: false, exit: 2 })).toMatch(/status 2.*\n.*ddns-tray check/);
    expect(shown({ running: false, exit: 1 })).toContain('journalctl --user -u ddns-tray');
    expect(shown({ installed: 'no' })).toContain('ddns-tray service install -c FILE');
    expect(shown({ installed: 'foreign' })).toContain('/p was not made by ddns-tray');
  });

  it("ends the tool's words once, and says what to do", () => {
    const trouble = { kind: 'refused', tool: 'systemctl', status: 1, words: 'Denied.' } as const;
    expect(serviceTroubleText(trouble, 'systemd', 'en')).toMatch(
      /^systemctl failed with status 1 and said: Denied\. See that/,
    );
  });
});
