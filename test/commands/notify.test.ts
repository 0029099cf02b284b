import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CliWorld, openCliWorld, runCli, startCli } from '../support/cli.ts';
import { startServer } from '../support/echo-server.ts';

const token = 'tk_SECRETofaphone0123456789';

/** A ntfy server that answers with this status, and remembers what it was told. */
async function pager(status = 200) {
  const told: { title: string; message: string }[] = [];
  const server = await startServer((_, response, body) => {
    const works = phone.status === 200;
    if (works) told.push(JSON.parse(body));
    const refusal = { code: 40101, http: phone.status, error: `what of ${token}?` };
    response.writeHead(phone.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(works ? { id: 'x', event: 'message' } : refusal));
  });
  onTestFinished(() => server.close());
  const phone = { url: server.url, told, status };
  return phone;
}

function channel(id: string, url: string, more = ''): string {
  return `  ${id}: { channel: ntfy, url: "${url}", topic: home-4711, token: ${token}${more} }`;
}

/** The computer, with these channels. */
async function computer(...channels: readonly string[]): Promise<CliWorld> {
  const world = await openCliWorld();
  if (channels.length > 0) world.write({ more: ['channels:', ...channels].join('\n') });
  return world;
}

const run = (world: CliWorld, command: string, ...args: readonly string[]) =>
  runCli([command, ...args, '-c', world.file, '--state', world.state]);

const notify = (world: CliWorld, ...args: readonly string[]) => run(world, 'notify', ...args);

describe('ddns-tray notify test', () => {
  it('sends through every channel now, whatever they want to hear and when', async () => {
    const phone = await pager();
    const quiet = ', events: [failed], quietHours: "00:00-23:59", language: zh-CN';
    const world = await computer(channel('phone', phone.url), channel('night', phone.url, quiet));
    const { status, stdout, stderr } = await notify(world, 'test');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^ntfy \(channel “phone”\) took the message\.$/m);
    expect(phone.told.map(({ title }) => title)).toEqual([
      'Test message from DDNS Tray',
      'DDNS Tray 测试消息',
    ]);
    expect(existsSync(path.join(world.state, 'state.json'))).toBe(false);
  });

  it('sends through the one that is named', async () => {
    const phone = await pager();
    const world = await computer(channel('phone', phone.url), channel('other', phone.url));
    const { stdout } = await notify(world, 'test', 'other', '--json');
    const other = { id: 'other', channel: 'ntfy', result: 'delivered', ok: true };
    expect(JSON.parse(stdout)).toEqual({ ok: true, channels: [other] });
    expect(phone.told).toHaveLength(1);
  });

  it('says what failed and what to do, without the secret', async () => {
    const phone = await pager(401);
    const world = await computer(channel('phone', phone.url));
    const text = await notify(world, 'test');
    expect(text.status).toBe(1);
    expect(text.stdout).toMatch(/^ntfy \(channel “phone”\) refused the credentials/);
    expect(text.stdout).toContain('Check that they are complete');
    const chinese = await notify(world, 'test', '--lang', 'zh-CN');
    expect(chinese.stdout).toContain('ntfy（通知渠道“phone”）拒绝了凭据');
    const json = await notify(world, 'test', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      channels: [{ id: 'phone', result: 'failed', failure: { kind: 'auth', stopped: false } }],
    });
    expect(JSON.stringify([text, chinese, json])).not.toContain(token);
  });

  it('knows wrong usage: a name, an action, settings without channels', async () => {
    const phone = await pager();
    const world = await computer(channel('phone', phone.url));
    const wrong = await notify(world, 'test', 'phon');
    expect({ status: wrong.status, stdout: wrong.stdout }).toEqual({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('no channel “phon”. They have phone. Did you mean phone?');
    expect((await notify(world)).stderr).toContain('Say what to do: test.');
    expect((await notify(world, 'send')).stderr).toContain('“send” cannot be done here');
    const none = await notify(await computer(), 'test');
    expect(none.status).toBe(2);
    expect(none.stderr).toContain('no channels, so nobody is told. Add one');
    expect(phone.told).toEqual([]);
  });
});

describe('ddns-tray update', () => {
  it('tells the channels before it ends, once', async () => {
    const phone = await pager();
    const world = await computer(channel('phone', phone.url));
    const { status, stdout } = await run(world, 'update', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).channels).toMatchObject([{ id: 'phone', result: 'delivered' }]);
    const again = await run(world, 'update', '--json');
    expect(JSON.parse(again.stdout).channels).toBeUndefined();
    expect(phone.told.map(({ title }) => title)).toEqual(['Address written: 81.2.69.142']);
  });

  it('says what failed in a line, and ends as the records stand', async () => {
    const phone = await pager(401);
    const world = await computer(channel('phone', phone.url));
    const { status, stdout } = await run(world, 'update');
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-2)).toMatch(
      /^ntfy \(channel “phone”\) refused.*“ddns-tray update --force”\.$/,
    );
    expect(lines.at(-1)).toContain('up to date');
    const again = await run(world, 'update', '--json', '--lang', 'zh-CN');
    expect(JSON.parse(again.stdout).channels).toMatchObject([{ id: 'phone', result: 'stopped' }]);
    expect(readFileSync(path.join(world.state, 'state.json'), 'utf8')).not.toContain(token);
    expect(JSON.stringify([stdout, again])).not.toContain(token);
  });

  it('tells what waited once a test got through, or with --force', async () => {
    for (const lift of [
      ['notify', 'test'],
      ['update', '--force'],
    ] as const) {
      const phone = await pager(401);
      const world = await computer(channel('phone', phone.url));
      await run(world, 'update');
      phone.status = 200;
      await run(world, lift[0], lift[1]);
      await run(world, 'update');
      expect(phone.told.at(-1)?.title).toBe('Address written: 81.2.69.142');
    }
  });

  it('rehearses without telling anybody', async () => {
    const phone = await pager();
    const world = await computer(channel('phone', phone.url));
    const { stdout } = await run(world, 'update', '--dry-run', '--json');
    expect(JSON.parse(stdout).channels).toBeUndefined();
    expect(phone.told).toEqual([]);
  });
});

describe('ddns-tray run', () => {
  it('tells what waited when it is started again with settings that work', async () => {
    const phone = await pager(401);
    const world = await computer(channel('phone', phone.url));
    const args = ['run', '-c', world.file, '--state', world.state];
    const first = startCli(args);
    await first.says(/a channel is stopped/);
    first.child.kill('SIGTERM');
    const { status, stderr } = await first.done;
    expect(status).toBe(0);
    expect(stderr).not.toContain(token);
    phone.status = 200;
    const edited = channel('phone', phone.url, ', priority: 4');
    world.write({ more: `channels:\n${edited}` });
    startCli(args);
    await expect.poll(() => phone.told.length).toBe(1);
    expect(phone.told[0]?.title).toBe('Address written: 81.2.69.142');
  });
});
