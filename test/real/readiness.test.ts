import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openCliWorld, startCli } from '../support/cli.ts';
import { describeReal, requireBinary } from '../support/real.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Prints what comes to a socket of datagrams, each message on a line; Node has none of that kind. */
const receiver = `
  use Socket; $| = 1;
  socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or die;
  bind($socket, sockaddr_un($ARGV[0])) or die;
  print "listening\\n";
  while (defined recv($socket, my $message, 4096, 0)) { $message =~ s/\\n/|/g; print "$message\\n"; }
`;

/** What systemd would hear at that socket. */
async function openManager() {
  const socket = path.join(temporaryFolder(), 'notify');
  const child: ChildProcess = spawn(requireBinary('perl'), ['-e', receiver, socket], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let heard = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  // The tool’s own barrier, by which it waits for the manager, is no message of ours.
  const messages = () =>
    heard.split('\n').filter((one) => /^[A-Z]+=/.test(one) && !one.startsWith('BARRIER'));
  await expect.poll(() => heard).toMatch(/^listening\n/);
  return { socket, messages };
}

const patience = { timeout: 15_000 };

describeReal('the service, by systemd’s own tool', ['systemd-notify', 'perl'], () => {
  it('is ready when it watches, tells of each reload, and says that it stops', async () => {
    const world = await openCliWorld();
    const manager = await openManager();
    const env = { NOTIFY_SOCKET: manager.socket };
    const daemon = startCli(['run', '-c', world.file, '--state', world.state], env);
    await expect.poll(manager.messages, patience).toContain('READY=1');
    await expect
      .poll(manager.messages, patience)
      .toContainEqual(expect.stringMatching(/^STATUS=.*up to date/i));
    daemon.child.kill('SIGHUP');
    await expect
      .poll(() => manager.messages().filter((one) => !one.startsWith('STATUS=')), patience)
      .toEqual(['READY=1', 'RELOADING=1', 'READY=1']);
    world.answer = () => 'badauth';
    world.address = '89.160.20.112';
    daemon.child.kill('SIGHUP');
    await expect
      .poll(manager.messages, patience)
      .toContainEqual(expect.stringMatching(/^STATUS=.*home\.example\.com/));
    daemon.child.kill('SIGTERM');
    expect((await daemon.done).status).toBe(0);
    await expect.poll(() => manager.messages().at(-1), patience).toBe('STOPPING=1');
  });

  it('lets nothing that it starts speak for it', async () => {
    const world = await openCliWorld();
    const manager = await openManager();
    const file = path.join(world.folder, 'environment');
    world.write({ ipv6: `{ command: "env > ${file}; echo 2a00:1450:4001::1" }`, types: 'default' });
    const env = { NOTIFY_SOCKET: manager.socket };
    const daemon = startCli(['run', '-c', world.file, '--state', world.state], env);
    await daemon.says(/AAAA/);
    expect(readFileSync(file, 'utf8')).toMatch(/^PATH=/m);
    expect(readFileSync(file, 'utf8')).not.toContain('NOTIFY_SOCKET');
  });

  it('goes on where nobody listens', async () => {
    const world = await openCliWorld();
    const env = { NOTIFY_SOCKET: path.join(world.folder, 'nobody') };
    const daemon = startCli(['run', '-c', world.file, '--state', world.state], env);
    await daemon.says(/systemd cannot be told/);
    await daemon.says(/was written to home/);
    expect(daemon.child.exitCode).toBe(null);
  });
});
