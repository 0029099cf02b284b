import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { isUnknownIssuer } from '../../electron/node/system-certificates.ts';
import { disposer } from '../support/disposer.ts';
import { startServer } from '../support/echo-server.ts';
import { certificate } from '../support/tls.ts';

const { own, dispose } = disposer();
afterEach(dispose);

const adapter = new URL('../../electron/node/http.ts', import.meta.url).href;

/** A process of its own, because what a process trusts cannot be taken back. */
async function sendFrom(url: string, env: Record<string, string>): Promise<string> {
  const script = `
    import { createHttp } from ${JSON.stringify(adapter)};
    const http = createHttp({ userAgent: 'test' });
    const { signal } = new AbortController();
    const request = { method: 'GET', url: ${JSON.stringify(url)}, proxy: 'never', timeout: 20000, maxBytes: 1000, signal };
    const all = await Promise.allSettled([http.send(request), http.send(request)]);
    process.stdout.write(all.map((one) => one.value?.body ?? one.reason.message).join('; '));
  `;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env.PATH, ...env },
  });
  return (await run).stdout;
}

describe('the system’s certificate authorities', () => {
  it.runIf(process.platform === 'linux')(
    'are asked once the runtime’s own do not suffice',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'ddns-tray-'));
      try {
        const authority = certificate({ commonName: 'Company Authority' });
        const tls = certificate({
          commonName: '127.0.0.1',
          issuer: authority,
          hosts: ['127.0.0.1'],
        });
        const server = await own(startServer((_, response) => response.end('trusted'), { tls }));
        const file = join(folder, 'authority.pem');
        await writeFile(file, authority.cert);
        const system = { SSL_CERT_FILE: file, SSL_CERT_DIR: folder };
        expect(await sendFrom(server.url, system)).toBe('trusted; trusted');
        expect(await sendFrom(server.url, {})).toMatch(/^127\.0\.0\.1: tls \(UNABLE_TO/);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );

  it.each([
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', true],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
    ['SELF_SIGNED_CERT_IN_CHAIN', true],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false],
    ['CERT_HAS_EXPIRED', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false],
    [undefined, false],
  ])('are of use against %s: %s', (code, expected) => {
    expect(isUnknownIssuer(code)).toBe(expected);
  });
});
