import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCli, startCli } from '../support/cli.ts';
import { startServer } from '../support/echo-server.ts';
import { openOnLoopback } from '../support/emulator-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A service that no resolver knows, and a proxy that is asked for the way to it and refuses. */
async function openWorld() {
  const folder = temporaryFolder();
  const asked: string[] = [];
  const source = await startServer((_, response) => response.end('81.2.69.142\n'));
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', ({ url }, socket) => {
    asked.push(`CONNECT ${url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const proxy = await openOnLoopback(server);
  onTestFinished(async () => {
    await Promise.all([source.close(), proxy.close()]);
  });
  const file = path.join(folder, 'ddns.yaml');
  writeFileSync(
    file,
    `version: 1
proxy: http://127.0.0.1:${proxy.port}
sources: { ipv4: { url: '${source.url}/' }, ipv6: off }
accounts:
  home: { provider: powerdns, url: 'https://pdns.invalid:8443', apiKey: key-of-the-test }
records:
  - { name: home.example.com, account: home }
verify: { resolvers: ['127.0.0.1:9'], publicResolvers: [] }
`,
  );
  return { args: ['-c', file, '--state', path.join(folder, 'state')], file, asked };
}

const way = 'CONNECT pdns.invalid:8443';

it('ddns-tray update goes to the service by the proxy of the settings, and to the source without it', async () => {
  const world = await openWorld();
  const { status, stdout } = await runCli(['update', ...world.args]);
  expect(stdout).toContain('proxy');
  expect(status).toBe(1);
  expect(new Set(world.asked)).toEqual(new Set([way]));
});

it('ddns-tray run does so too', async () => {
  const world = await openWorld();
  const running = startCli(['run', ...world.args]);
  await expect.poll(() => world.asked, { timeout: 15_000 }).toContain(way);
  running.child.kill('SIGTERM');
  expect((await running.done).status).toBe(0);
});

it('ddns-tray accounts does so too', async () => {
  const world = await openWorld();
  const { status } = await runCli(['accounts', '-c', world.file]);
  expect(new Set(world.asked)).toEqual(new Set([way]));
  expect(status).toBe(1);
});
