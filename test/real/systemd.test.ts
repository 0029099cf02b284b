import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import {
  credentialSettings,
  systemdUnit,
  type UnitAccount,
} from '../../electron/core/service/systemd-unit.ts';
import { describeReal, requireBinary } from '../support/real.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const settings = '/srv/小 明/100% "sure" $HOME \\ it\'s/ddns.yaml';
const accounts: readonly (readonly [string, UnitAccount])[] = [
  ['a user', { kind: 'user' }],
  ['the system, as an owner', { kind: 'named', name: '65534' }],
  ['the system, as nobody known', { kind: 'dynamic', settings }],
];

function unitFile(account: UnitAccount, program = process.execPath): string {
  const file = path.join(temporaryFolder(), 'ddns-tray.service');
  const config = account.kind === 'dynamic' ? credentialSettings : settings;
  const command = [program, '/srv/cli.cjs', 'run', '--config', config] as const;
  const text = systemdUnit({
    command: [...command],
    folder: path.dirname(settings),
    account,
    writable: account.kind === 'named' ? ['/srv/the logs "here" 100%'] : [],
  });
  writeFileSync(file, text);
  return file;
}

/** What systemd has to say of a unit: nothing where all is well. */
function verify(file: string, account: UnitAccount) {
  const scope = account.kind === 'user' ? ['--user'] : [];
  const runtime = path.join(path.dirname(file), 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const { status, stderr } = spawnSync(
    requireBinary('systemd-analyze'),
    [...scope, 'verify', '--man=no', file],
    { encoding: 'utf8', env: { ...process.env, XDG_RUNTIME_DIR: runtime } },
  );
  return { status, stderr };
}

/** Tenths: systemd's own measure of what a service could do, from 0 to 100. */
function exposure(file: string): number {
  const program = requireBinary('systemd-analyze');
  const args = ['security', '--offline=true', '--no-pager', file];
  const text = execFileSync(program, args, { encoding: 'utf8' });
  return Math.round(Number(/exposure level[^:]*: ([\d.]+)/.exec(text)?.[1]) * 10);
}

describeReal('the systemd unit, by systemd itself', ['systemd-analyze'], () => {
  it.each(accounts)('of %s is understood without a word', (_, account) => {
    expect(verify(unitFile(account), account)).toEqual({ status: 0, stderr: '' });
  });

  it.each(accounts)('of %s names a program with odd characters as it is', (_, account) => {
    const file = unitFile(account, '/srv/no 100% $HOME/节点');
    expect(verify(file, account).stderr).toContain('/srv/no 100% $HOME/节点');
  });

  it('leaves a service of the system little to do harm with', () => {
    for (const [, account] of accounts.slice(1)) {
      expect(exposure(unitFile(account))).toBeLessThanOrEqual(20);
    }
  });
});
