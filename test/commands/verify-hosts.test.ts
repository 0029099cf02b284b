import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { World } from '../../electron/commands/context.ts';
import { families } from '../../electron/core/address.ts';
import { addr } from '../support/address.ts';
import { commandWorld } from '../support/command-world.ts';
import { testProviders } from '../support/settings-world.ts';

const here = { ipv4: addr('81.2.69.142'), ipv6: addr('2a02:8071:1:2::7') };

function source(id: string): World['sources'][number] {
  const ask: World['sources'][number]['ask'] = async (family) => {
    return { address: here[family], evidence: id };
  };
  return { id, operator: id, transport: 'https', families, own: false, default: true, ask };
}

const settings = `
version: 1
sources: { ipv4: off }
accounts: { home: { provider: strong, token: a-token } }
records:
  - { name: home.example.com, account: home }
  - { name: nas.example.com, account: home, host: "::10" }
verify: { resolvers: ["127.0.0.1:1"], publicResolvers: [] }
timeout: 1s
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ddns-tray-verify-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function verifyWorld(text: string) {
  const file = path.join(folder, 'ddns.yaml');
  writeFileSync(file, text, { mode: 0o600 });
  const sources = [source('one'), source('two')];
  const { run } = commandWorld({
    providers: testProviders,
    sources,
    sourceFor: (spec) => {
      const found = sources.find(({ id }) => spec.kind === 'builtIn' && spec.id === id);
      if (found === undefined) throw new Error('there is no such source');
      return found;
    },
  });
  return () => run('verify', '-c', file, '--state', path.join(folder, 'state'), '--json');
}

it('ddns-tray verify wants another host’s own address of its record', async () => {
  const { stdout } = await verifyWorld(settings)();
  const { records } = JSON.parse(stdout) as { records: { name: string; wanted?: string }[] };
  expect(records.map(({ name, wanted }) => [name, wanted])).toEqual([
    ['home.example.com', '2a02:8071:1:2::7'],
    ['nas.example.com', '2a02:8071:1:2::10'],
  ]);
});

it('ddns-tray verify asks nobody in a network that the user did not approve', async () => {
  const { stdout, status } = await verifyWorld(
    `${settings}networks: { approved: ["02:00:00:00:00:01"] }\n`,
  )();
  expect(status).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    addresses: { ipv6: { state: 'elsewhere' } },
    records: [{ result: 'noAddress' }, { result: 'noAddress' }],
  });
});
