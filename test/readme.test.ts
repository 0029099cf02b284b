import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presets } from '../electron/providers/dyndns2/presets.ts';
import packageJson from '../package.json' with { type: 'json' };
import { commandWorld } from './support/command-world.ts';

function text(name: string): string {
  return readFileSync(join(import.meta.dirname, '..', name), 'utf8');
}

/** What stands in backquotes in the first column of a table, below the row that begins with `head`. */
function firstColumn(page: string, head: string): readonly string[] {
  const [, after = ''] = page.split(`| ${head} |`);
  const [table = ''] = after.split('\n\n');
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, word = '']) => word);
}

describe.each([
  ['README.md', 'command', /(\d+) of them/],
  ['README.zh-CN.md', '命令', /(\d+) 家/],
] as const)('%s', (name, head, count) => {
  it('lists every command, and no other', async () => {
    const { stdout } = await commandWorld().run('--help', '--lang', 'en');
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, word = '']) => word);
    expect(firstColumn(text(name), head).toSorted()).toEqual(commands.toSorted());
  });

  it('says how many presets there are', () => {
    expect(count.exec(text(name))?.[1]).toBe(String(presets.length));
  });
});

it('CONTRIBUTING.md gives a reason for every dependency', () => {
  const { devDependencies } = packageJson;
  const named = firstColumn(text('CONTRIBUTING.md'), 'package');
  expect(named.toSorted()).toEqual(Object.keys(devDependencies).toSorted());
});

it.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])(
  'every file that %s names by its path is there',
  (name) => {
    const links = [...text(name).matchAll(/\]\(((?!https?:)[^)#]+)\)/g)].map(([, to = '']) => to);
    const paths = [...text(name).matchAll(/`((?:electron|test|scripts)\/[\w./-]+\.ts)`/g)].map(
      ([, to = '']) => to,
    );
    const missing = [...links, ...paths].filter((to) => {
      // The provider that CONTRIBUTING.md makes up.
      if (to.includes('acme')) return false;
      try {
        text(to);
        return false;
      } catch {
        return true;
      }
    });
    expect(missing).toEqual([]);
  },
);
