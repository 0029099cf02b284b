import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNameServer } from '../../electron/demo/name-server.ts';
import { listen } from '../../electron/demo/name-server-listen.ts';
import { runCli } from '../support/cli.ts';
import { startServer } from '../support/echo-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const secret = 'a-shared-secret-of-32-bytes-here';

/** A zone at a real name server on loopback, kept by RFC 2136. */
async function zoneWorld() {
  const names = createNameServer({
    clock: { now: Date.now },
    keys: [{ name: 'key', algorithm: 'hmac-sha256', secret: new TextEncoder().encode(secret) }],
    zones: [
      {
        name: 'example.com',
        servers: ['ns.example.com'],
        records: [{ name: 'ns.example.com', type: 'A', value: '127.0.0.1' }],
      },
    ],
  });
  const dns = await listen(names);
  const source = await startServer((_, response) => response.end('81.2.69.142\n'));
  onTestFinished(async () => {
    await dns.close();
    await source.close();
  });
  const folder = temporaryFolder();
  const file = path.join(folder, 'ddns.yaml');
  const server = `"127.0.0.1:${dns.port}"`;
  writeFileSync(
    file,
    [
      'version: 1',
      'timeout: 2s',
      `sources: { ipv4: { url: "${source.url}/" }, ipv6: off }`,
      'accounts:',
      '  lan:',
      '    provider: rfc2136',
      '    server: 127.0.0.1',
      `    port: ${dns.port}`,
      '    zone: example.com',
      '    keyName: key',
      '    algorithm: hmac-sha256',
      `    secret: ${Buffer.from(secret).toString('base64')}`,
      'records: [{ name: home.example.com, account: lan, ttl: 60 }]',
      `verify: { resolvers: [${server}], publicResolvers: [${server}] }`,
      '',
    ].join('\n'),
  );
  const run = (...args: readonly string[]) =>
    runCli([...args, '-c', file, '--state', path.join(folder, 'state')]);
  return { names, run };
}

const home = { name: 'home.example.com', type: 'A' } as const;

describe('a record whose name servers can be asked', () => {
  it('is up to date because they answer with it, says update', async () => {
    const { names, run } = await zoneWorld();
    const { stdout, status } = await run('update');
    expect(stdout).toContain("created\tthe zone's name servers answer with it");
    expect(status).toBe(0);
    expect(names.lookup('home.example.com', 'A')).toHaveLength(1);
  });

  it('is verified at each of them, and at the public resolvers', async () => {
    const { run } = await zoneWorld();
    await run('update');
    const people = await run('verify');
    expect(people.stdout).toContain('home.example.com A should be 81.2.69.142 (zone example.com)');
    expect(people.stdout).toContain('All authoritative servers answer with it.');
    const { stdout, status } = await run('verify', '--json');
    const [record] = JSON.parse(stdout).records;
    expect(record).toMatchObject({ result: 'matches', ok: true, zone: 'example.com' });
    expect(record.servers[0]).toMatchObject({ answer: ['81.2.69.142'], right: true });
    expect(record.resolvers[0]).toMatchObject({ answer: ['81.2.69.142'], ttl: 60, right: true });
    expect(status).toBe(0);
  });

  it('differs when somebody edited it by hand, and verify exits with 1', async () => {
    const { names, run } = await zoneWorld();
    await run('update');
    names.edit({ ...home, ttl: 60 }, ['89.160.20.112']);
    const { stdout, status } = await run('verify');
    expect(stdout).toContain('89.160.20.112');
    expect(stdout).toContain('do not all answer with it');
    expect(status).toBe(1);
  });
});
