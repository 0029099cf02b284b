import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { openCliWorld, startCli } from '../support/cli.ts';
import { freePort } from '../support/local-world.ts';

const token = 'planted-token-0123456789abcdef';
const other = 'another-token-0123456789abcdef';

const api = (port: number, secret = token) =>
  `api: { listen: "127.0.0.1:${port}", token: ${secret} }`;

async function start(more: string) {
  const world = await openCliWorld();
  world.write({ more });
  const daemon = startCli(['run', '-c', world.file, '--state', world.state]);
  await daemon.says(/was written to home/);
  return { world, daemon };
}

async function ask(port: number, path: string, secret = token, method = 'GET') {
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
  return { status: answer.status, text: await answer.text() };
}

describe('the local interface of ddns-tray run', () => {
  it('is off by itself', async () => {
    const { daemon } = await start('');
    daemon.child.kill('SIGTERM');
    expect((await daemon.done).stderr).not.toContain('local interface');
  });

  it('opens where the settings say, checks, and counts what was done', async () => {
    const port = await freePort();
    const { world, daemon } = await start(api(port));
    await daemon.says(
      new RegExp(`The local interface listens on http://127\\.0\\.0\\.1:${port}\\.`),
    );
    world.address = '89.160.20.112';
    const done = await ask(port, '/api/update', token, 'POST');
    expect(JSON.parse(done.text)).toMatchObject({ ok: true, records: [{ state: 'updated' }] });
    expect(JSON.parse((await ask(port, '/api/status')).text)).toMatchObject({ running: true });
    const metrics = (await ask(port, '/metrics')).text;
    expect(metrics).toContain('ddns_tray_checks_total{trigger="user"} 1');
    expect(metrics).toMatch(
      /ddns_tray_provider_outcomes_total\{provider="dyndns2",account="home",kind="updated"\} [12]\n/,
    );
    expect((await ask(port, '/healthz', '')).text).toBe('{"ok":true}\n');
    daemon.child.kill('SIGTERM');
    const { stderr, status } = await daemon.done;
    expect(stderr).not.toContain(token);
    expect(status).toBe(0);
  });

  it('tells by its health that a record is failing', async () => {
    const port = await freePort();
    const { world } = await start(api(port));
    world.address = '89.160.20.112';
    world.answer = () => 'nohost';
    await ask(port, '/api/update', token, 'POST');
    expect(await ask(port, '/healthz', '')).toEqual({ status: 503, text: '{"ok":false}\n' });
  });

  it('follows changed settings: another token, and off', async () => {
    const port = await freePort();
    const { world, daemon } = await start(api(port));
    await daemon.says(/listens on/);
    world.write({ more: api(port, other) });
    await expect.poll(async () => (await ask(port, '/api/status', other)).status).toBe(200);
    expect((await ask(port, '/api/status')).status).toBe(401);
    world.write();
    await expect.poll(() => ask(port, '/healthz').catch(() => 'closed')).toBe('closed');
    expect(daemon.child.exitCode).toBe(null);
  });

  it('says that the port is taken, and goes on', async () => {
    const port = await freePort();
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const { daemon } = await start(api(port));
    await daemon.says(/cannot listen on 127\.0\.0\.1:\d+: another program uses that port\./);
    server.close();
    expect(daemon.child.exitCode).toBe(null);
  });
});
