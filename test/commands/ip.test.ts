import { describe, expect, it } from 'vitest';
import type { World } from '../../electron/commands/context.ts';
import { type Family, families, parseAddress } from '../../electron/core/address.ts';
import { SourceFailure } from '../../electron/core/source.ts';
import { commandWorld } from '../support/command-world.ts';

function source(id: string, answers: Partial<Record<Family, string>>, isDefault = true) {
  const asked: Family[] = [];
  const one: World['sources'][number] = {
    id,
    operator: id,
    transport: 'https',
    families,
    own: false,
    default: isDefault,
    async ask(family) {
      asked.push(family);
      const address = parseAddress(answers[family] ?? '');
      if (address === undefined) throw new SourceFailure('timeout', 'no answer');
      return { address, evidence: id };
    },
  };
  return { ...one, asked };
}

const here = { ipv4: '81.2.69.142', ipv6: '2a02:8071:1:2::7' };

describe('ddns-tray ip', () => {
  it('shows one address of each family that two operators agree on', async () => {
    const sources = [source('one', here), source('two', here), source('three', here)];
    const { stdout, status } = await commandWorld({ sources }).run('ip');
    expect(stdout).toMatch(/^81\.2\.69\.142 \(confirmed by \w+ and \w+\)\n2a02:8071:1:2::7 \(/);
    expect(status).toBe(0);
  });

  it('asks for one family only where that is wished', async () => {
    const sources = [source('one', here), source('two', here)];
    const { stdout } = await commandWorld({ sources }).run('ip', '-6', '--json');
    expect(Object.keys(JSON.parse(stdout).addresses)).toEqual(['ipv6']);
    expect(sources.flatMap(({ asked }) => asked)).toEqual(['ipv6', 'ipv6']);
  });

  it('does not take one voice for the truth', async () => {
    const sources = [source('one', here), source('two', {})];
    const { stdout, status } = await commandWorld({ sources }).run('ip', '-4');
    expect(stdout).toContain('Only one source told the public IPv4 address');
    expect(status).toBe(1);
  });

  it.each([
    ['', []],
    [' with --all', ['--all']],
  ])('goes on without a source that has a fault of its own%s', async (_, more) => {
    const broken = (id: string): World['sources'][number] => ({
      ...source(id, here),
      ask: () => Promise.reject(new TypeError('cannot read x of undefined')),
    });
    // Whoever is asked first, a broken one comes before the second voice.
    const sources = [source('one', here), broken('three'), source('two', here), broken('four')];
    const ran = await commandWorld({ sources }).run('ip', '-4', '--json', ...more);
    expect(JSON.parse(ran.stdout).addresses.ipv4 ?? JSON.parse(ran.stdout).sources).toBeDefined();
    expect(ran.stdout).toContain(here.ipv4);
    expect(ran.stderr).toContain('a source broke its promise');
    expect(ran.status).toBe(0);
  });

  it('asks every built-in source with --all, those that are not the default too', async () => {
    const lie = { ipv4: '89.160.20.112' };
    const sources = [source('one', here), source('two', here), source('liar', lie, false)];
    const { stdout, status } = await commandWorld({ sources }).run('ip', '-4', '--all', '--json');
    const { sources: rows } = JSON.parse(stdout);
    expect(rows.map((row: { readonly agreement: string }) => row.agreement)).toEqual([
      'majority',
      'majority',
      'minority',
    ]);
    expect(status).toBe(0);
  });
});
