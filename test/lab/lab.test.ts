import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { defaultSources } from '../../electron/sources/registry.ts';
import { requireBinary } from '../support/real.ts';
import { describeLab } from './describe-lab.ts';
import { type Lab, openLab } from './lab.ts';
import { lan, wan } from './plan.ts';

/** Command lines of all processes that name the folder. */
function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(path.join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ')];
      } catch {
        return [];
      }
    })
    .filter((line) => line.includes(folder));
}

async function inLab(work: (lab: Lab) => Promise<void>): Promise<void> {
  const lab = await openLab();
  try {
    await work(lab);
  } finally {
    await lab.close();
  }
}

describeLab('the laboratory', () => {
  it('has a router that others’ clients understand', () =>
    inLab(async ({ net }) => {
      const natPmp = await net.run('home', 'natpmpc', '-g', lan.router);
      expect(natPmp).toContain(`Public IP address : ${wan.first}`);
      expect(await net.run('home', 'upnpc', '-s')).toContain(`ExternalIPAddress = ${wan.first}`);
    }));

  it('has an Internet where every source tells the router’s address', () =>
    inLab(async ({ home }) => {
      const installation = await home.install();
      const { sources } = (await installation.sources()) as {
        readonly sources: readonly { readonly source: string; readonly address?: string }[];
      };
      const found = new Map(sources.map(({ source, address }) => [source, address]));
      const ids = defaultSources('ipv4').map(({ id }) => id);
      expect(ids.map((id) => [id, found.get(id)])).toEqual(ids.map((id) => [id, wan.first]));
    }));

  it('leaves the machine’s network as it is, and nothing of itself', async () => {
    const outside = () => execFileSync(requireBinary('ip'), ['-o', 'addr'], { encoding: 'utf8' });
    const before = outside();
    let folder = '';
    await inLab(async ({ net }) => {
      folder = net.folder;
      expect(processesOf(folder)).not.toEqual([]);
      expect(outside()).toBe(before);
    });
    expect(processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('ends with the process that opened it, however that ends', async () => {
    const script = [
      `const { openLab } = await import(${JSON.stringify(path.join(import.meta.dirname, 'lab.ts'))});`,
      'const { net } = await openLab();',
      'console.log(net.folder);',
      'setInterval(() => {}, 1e9);',
    ];
    const child = spawn(process.execPath, ['--input-type=module', '-e', script.join('\n')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const folder = String(line).trim();
    expect(processesOf(folder).length).toBeGreaterThan(4);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await expect.poll(() => processesOf(folder)).toEqual([]);
    // Files are all that is left, until the next laboratory is opened.
    await inLab(async () => expect(existsSync(folder)).toBe(false));
  });
});
